"""Lets `python -m facilitate` do what the command does."""

import sys

from facilitate.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
