"""What a process holds in memory while a vault is open stays out of files that the system makes of it."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def forbid_images() -> None:
    """From now on a crash of this process leaves no image of its memory on the disk.

    The limit alone does not bind crash reporters that the system pipes images to, of which most Linux desktops have
    one; a process that is not dumpable gives them nothing, and other processes of the user may not look into it.
    """
    try:
        import resource
    except ImportError:
        return  # Windows keeps such images only where it is asked to
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
