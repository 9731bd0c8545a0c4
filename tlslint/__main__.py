"""The console command: ``tlslint`` and ``python -m tlslint``."""

from __future__ import annotations

import gc
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv`` (by default the process's own) and return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        from tlslint import __version__

        # Asked for by every wrapper; loading a command-line parser would take most of the time.
        try:
            print(f"tlslint {__version__}", flush=True)
        except OSError:
            from tlslint.cli import terminal

            terminal.drop(sys.stdout)
            return 2
        return 0
    # what a file leaves behind is small, and looking for it all the time took a tenth of a scan
    gc.set_threshold(250_000, 20, 20)
    try:
        from tlslint.cli import main as run

        return run(arguments)
    except KeyboardInterrupt:  # while it is loaded, too
        from tlslint.cli import terminal

        terminal.tell("\ntlslint: interrupted")  # below the ^C of a terminal
        return 130
    finally:
        if argv is None:
            # all there is ends with the process, which would look through it for garbage first
            gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
