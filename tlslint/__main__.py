"""The console command: ``tlslint`` and ``python -m tlslint``."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv`` (by default the process's own) and return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        from tlslint import __version__

        # Asked for by every wrapper; loading a command-line parser would take most of the time.
        print(f"tlslint {__version__}")
        return 0
    try:
        from tlslint.cli import main as run

        return run(arguments)
    except KeyboardInterrupt:  # while it is loaded, too
        print("tlslint: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
