"""The peak memory of this process. Not that of the process that started it, which the kernel counts with it."""

import resource
import sys
from contextlib import suppress
from pathlib import Path

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")
_PEAK_AS_IT_IS_NOW = "5"
_MEGABYTE = 1024 * 1024


def start_peak() -> float:
    """From now on the peak counts, where that can be said; megabytes at this moment."""
    with suppress(OSError):  # else the peak until now counts too, and the work seems to add less
        _RESET.write_text(_PEAK_AS_IT_IS_NOW, encoding="ascii")
    return peak()


def peak() -> float:
    """The most memory that was in use at once, in megabytes."""
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MEGABYTE if sys.platform == "darwin" else most / 1024
