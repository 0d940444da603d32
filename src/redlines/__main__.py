"""`python -m redlines`."""

from redlines.cli.main import run

if __name__ == "__main__":
    run()
