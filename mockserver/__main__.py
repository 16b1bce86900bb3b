"""`python -m mockserver` is `mockserver`, and where the command line comes in.

Nothing that is imported is garbage: with the collector paused a fifth of the start-up is saved.
"""

import gc

gc.disable()

from mockserver.cli import main  # noqa: E402 - the imports are what the collector is paused for

gc.enable()

if __name__ == "__main__":
    main()
