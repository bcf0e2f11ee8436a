"""`give_back`: free memory of this process, back to the system."""

import ctypes


def give_back() -> bool:
    """Let the C library give the memory that it keeps for later back to the system, where it can (glibc).

    Of a page that answers many visitors it keeps more and more in pieces between what is used, so that the process
    seems to grow though nothing more is in use.

    Returns
    -------
    given : bool
        Whether there was any to give.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return False
    return bool(trim(0))
