"""`python -m course` is the command `course`."""

import gc

from course.cli import main

code = main()
# Python would look through everything for garbage once more before it ends.
gc.freeze()
raise SystemExit(code)
