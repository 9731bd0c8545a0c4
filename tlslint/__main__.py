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

        code = run(arguments)
    except KeyboardInterrupt:  # while it is loaded, too
        from tlslint.cli import terminal

        terminal.tell("\ntlslint: interrupted")  # below the ^C of a terminal
        code = 130
    if argv is None and not _watched():
        import os  # which --version does without

        # all is written, and the system takes back what there is faster than Python takes it apart
        os._exit(code)
    return code


def _watched() -> bool:
    """Whether something measures this process, which will want to write at the end what it saw."""
    seen = sys.gettrace() or sys.getprofile()
    return seen is not None or "coverage" in sys.modules


if __name__ == "__main__":
    sys.exit(main())
