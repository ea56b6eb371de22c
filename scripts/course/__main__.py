"""`python -m course` is the command `course`."""

import gc
import sys


def run() -> int:
    """Run the command; where a package of the locks is gone, say so instead of how it showed.

    Returns:
        The exit code.

    Raises:
        ImportError: something else cannot be imported.
    """
    try:
        from course.cli import main

        code = main()
    except ImportError:
        from course.missing import say_missing

        if not say_missing():
            raise
        return 1
    if code and sys.argv[1:2] == ["test"]:
        from course.missing import LOCKS, say_missing

        # Tests run in processes of their own, which only say that they failed.
        say_missing(locks=LOCKS)
    return code


if __name__ == "__main__":
    code = run()
    # Python would look through everything for garbage once more before it ends.
    gc.freeze()
    raise SystemExit(code)
