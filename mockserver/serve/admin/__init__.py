"""The admin API: overrides, journal, scenarios, settings, sessions and state below `/__admin`."""

from mockserver.serve.admin.admin import ROUTES, Admin
from mockserver.serve.admin.desk import Desk, Mount, Steering
from mockserver.serve.admin.guard import Guard, is_loopback, new_token

__all__ = ["ROUTES", "Admin", "Desk", "Guard", "Mount", "Steering", "is_loopback", "new_token"]
