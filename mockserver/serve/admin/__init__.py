"""The admin API: overrides, journal, scenarios, settings, sessions and state below `/__admin`."""

from mockserver.serve.admin.admin import Admin
from mockserver.serve.admin.desk import Desk, Mount, Steering
from mockserver.serve.admin.guard import Guard, is_loopback, new_token

__all__ = ["Admin", "Desk", "Guard", "Mount", "Steering", "is_loopback", "new_token"]
