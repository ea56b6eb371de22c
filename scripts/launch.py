"""The way from a command in this folder to its work; it starts on any Python.

Nothing here may use syntax or modules newer than Python 2.7: a Python that is too old must
get far enough to be told so.
"""

import sys

FLOOR = (3, 11)
TOO_OLD = (
    "Python %d.%d or newer is needed and this is %d.%d: install a newer one, "
    "then name it in the command, as in: python%d.%d scripts/%s\n"
)


def run(command):
    # type: (str) -> None
    """Set up what a command needs, do its work, and end with its exit code.

    Args:
        command: The command's name, which is also its file's name.
    """
    found = tuple(sys.version_info[:2])
    if found < FLOOR:
        sys.stderr.write(TOO_OLD % (FLOOR + found + FLOOR + (command,)))
        sys.exit(1)
    import launch_main

    sys.exit(launch_main.main(command, sys.argv[1:]))
