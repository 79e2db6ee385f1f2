"""Lets `python -m facilitate` do what the command does."""

from facilitate.cli.app import program

if __name__ == "__main__":
    program()
