"""Lets `python -m facilitate` do what the command does."""

from facilitate.cli.app import main

if __name__ == "__main__":
    main()
