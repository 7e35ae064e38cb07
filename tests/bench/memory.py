"""The most memory that a process of the bench has held."""

import resource
from pathlib import Path


def most_mb() -> float:
    """Return the most that this process has held since its program began, in MB.

    ``ru_maxrss`` is no answer in a child: it begins with what the parent held at the fork.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
