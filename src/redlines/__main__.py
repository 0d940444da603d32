"""The command line as a process: `python -m redlines`, and what the installed commands start."""

import gc
import os
import sys


def run() -> None:
    """Runs the command line of this process and exits, in silence with 130 where interrupted.

    Nothing is imported before the interrupt is waited for: to import the command line takes most
    of the time of a short command. The process lives for a moment and makes little garbage, so the
    collector would look for some in vain; and pydantic need not look through all that is installed
    for plugins, which nobody has here.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from redlines.cli.main import main, program

        code = main(sys.argv[1:], program(sys.argv[0]))
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
