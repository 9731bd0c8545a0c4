"""Take each guard against hostile input away, and see that a test notices.

    python tools/guards.py [WORD …]       (only rows with one of these words)

Each row is a case, the place of its guard, what the place is changed to, and the tests that must fail
then. A copy of the repository is changed, never this one. A row where the design alone makes a
case harmless puts the danger in instead: a test that would not notice that proves nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
#: Seconds after which a test hangs, which is a way to fail.
PATIENCE = 240


class Row(NamedTuple):
    """A case, and how its guard is taken away."""

    case: str
    file: str
    guard: str
    without: str
    tests: str


_FILES = "tests/test_hostile_files.py::test_"
_TREES = "tests/test_hostile_trees.py::test_"
_GUARDS = "tests/test_guards.py::test_"
_RUN = "tests/test_run.py::test_"
_SOURCE = "tests/test_source.py::test_"
_CONFIG = "tests/test_config.py::test_"
_TRACKED = "tests/test_tracked.py::test_"
_REPORTS = "tests/report/test_reports.py::test_"

_NESTING = f"{_FILES}what_stands_beside_something_deep_is_found"
_DEPTH = f"{_FILES}depth_of_a_format_costs_what_is_deep_alone"
_DOUBLING = f"{_FILES}references_of_values_to_values_are_not_expanded"
_INCLUDES = f"{_FILES}thousands_of_includes_are_not_followed"
_RAW = f"{_TREES}no_report_shows_names_or_source_raw"

ROWS = [
    # bytes
    Row("NULs: binary is told", "tlslint/source/text.py", 'return "binary", b""', 'return "utf-8", b""',
        f"{_SOURCE}what_is_not_text_is_told"),
    Row("bytes that are no UTF-8", "tlslint/source/text.py", 'return Decoded(body.decode("latin-1").encode(), "latin-1")',
        "return Decoded(body)", "tests/test_source.py"),
    Row("lone surrogates in wide text", "tlslint/source/text.py",
        'Decoded(body.decode(encoding, "replace").encode(), encoding, bom, exact=False)\n    if body',
        "Decoded(body.decode(encoding).encode(), encoding, bom, exact=False)\n    if body", f"{_FILES}bytes_of_all_kinds"),
    Row("wide text in the search", "tlslint/searching.py", 'decode(encoding, "replace").encode("utf-8", "replace")',
        "decode(encoding).encode()", f"{_RUN}everything_is_found_and_everything_else_is_named"),
    # lines and size
    Row("huge lines: not carried along", "tlslint/source/text.py", "if end - start <= MAX_SHOWN else", "if True else",
        f"{_FILES}a_long_line_is_not_carried_along_by_each_of_its_findings"),
    Row("huge lines: not written anew", "tlslint/ledger.py", "if end - start > MAX_SHOWN or any(", "if any(",
        f"{_GUARDS}a_long_line_is_not_written_anew_for_its_finding"),
    Row("huge lines: places", "tlslint/source/text.py", "if offset - start > 1000 and", "if False and",
        f"{_SOURCE}many_places_on_one_long_line_take_time_in_proportion"),
    Row("huge lines: shown in part", "tlslint/report/snippet.py", "if column + wide > room - (0 if n == len(source) - 1 else len(ellipsis)):", "if False:",
        f"{_REPORTS}a_long_line_is_cut_around_the_span_and_costs_what_is_shown"),
    Row("endless names: what is before a word", "tlslint/prefilter.py", "data[max(start - _BEFORE, 0) : start]", "data[:start]",
        f"{_GUARDS}a_name_is_looked_at_only_near_a_word_in_it"),
    Row("endless names: what is behind a word", "tlslint/prefilter.py", r"\w{0,200}\s{0,200}", r"\w*\s*",
        f"{_GUARDS}a_name_is_looked_at_only_near_a_word_in_it"),
    Row("endless lines: not parsed", "tlslint/work.py", "if len(data) > options.max_bytes:\n            return too_large(path, len(data), options)\n        decoded = decode(data)\n        if decoded is None:\n            return Skipped",
        "decoded = decode(data)\n        if decoded is None:\n            return Skipped", f"{_FILES}what_is_too_large_is_not_parsed"),
    Row("endless lines: not read whole", "tlslint/source/read.py", "os.read(descriptor, min(limit, 4 * CHUNK))",
        "os.read(descriptor, limit)", f"{_GUARDS}a_file_larger_than_memory_is_searched"),
    Row("memory of a parser", "tlslint/languages/base.py", "elif _peak() > most:", "elif False:",
        f"{_FILES}a_parser_that_takes_too_much_memory_is_stopped"),
    Row("memory of a worker", "tlslint/pool.py", "    _limit()\n    collect_less()", "    collect_less()",
        f"{_GUARDS}a_worker_may_not_take_all_memory"),
    Row("memory of a parser: what it read", "tlslint/languages/base.py", "        _piece[:] = text[at : at + _PIECE]\n        return _piece\n",
        "        return text[at : at + _PIECE]\n", f"{_FILES}a_parser_keeps_nothing_of_what_it_has_read"),
    Row("a broken file: read over and over", "tlslint/languages/base.py", "if pieces < 0:", "if False:",
        f"{_FILES}a_parser_that_reads_a_file_over_and_over_is_stopped"),
    # nesting
    Row("nesting: code", "tlslint/languages/base.py", "MAX_DEPTH = 200", "MAX_DEPTH = 10**9", _NESTING),
    Row("nesting: generics", "tlslint/languages/base.py", "MAX_ANGLES = 500", "MAX_ANGLES = 10**9",
        f"{_FILES}generics_in_one_another_do_not_take_the_square_of_memory"),
    Row("nesting: VB.NET", "tlslint/languages/vbnet_reader.py", "MAX_NESTING = 40", "MAX_NESTING = 10**9", f"{_NESTING}[vbnet]"),
    Row("nesting: JSON, TOML, YAML by lines", "tlslint/languages/tree.py", "MAX_DEPTH = 100", "MAX_DEPTH = 10**9", _DEPTH),
    Row("nesting: YAML", "tlslint/languages/yaml_.py", "_MAX_NESTING = 500", "_MAX_NESTING = 10**9",
        f"{_GUARDS}yaml_is_read_no_deeper_than_somebody_writes_it"),
    Row("nesting: XML", "tlslint/languages/xml_.py", "MAX_DEPTH = 256", "MAX_DEPTH = 10**9", _DEPTH),
    Row("nesting: HOCON", "tlslint/languages/hocon.py", "_MAX_DEPTH = 30", "_MAX_DEPTH = 10**9",
        f"{_GUARDS}names_of_keys_in_keys_do_not_take_the_square_of_their_depth"),
    Row("nesting: MSBuild's conditions", "tlslint/languages/msbuild_values.py", "_MAX_DEPTH = 40", "_MAX_DEPTH = 10**9",
        f"{_GUARDS}a_deep_condition_costs_itself_alone"),
    Row("nesting: what is left is told", "tlslint/check.py", "except RecursionError:", "except ZeroDivisionError:",
        f"{_GUARDS}what_is_too_deep_for_the_engine_is_told"),
    # bombs
    Row("entities of entities", "tlslint/languages/xml_.py", '"&" in value or ', "", f"{_FILES}entities_are_not_expanded"),
    Row("long entities", "tlslint/languages/xml_.py", "len(value) > MAX_ENTITY", "False", f"{_GUARDS}a_long_entity_is_refused"),
    Row("aliases of YAML", "tlslint/languages/yaml_.py", "        elif sort == _ALIAS:\n",
        "        elif sort == _ALIAS:\n            import yaml\n\n            str(yaml.safe_load(text))\n",
        f"{_FILES}aliases_are_not_expanded"),
    Row("expansion: texts", "tlslint/values.py", "MAX_TEXT = 10_000", "MAX_TEXT = 10**18", _DOUBLING),
    Row("expansion: lists", "tlslint/values.py", "MAX_ITEMS = 2_000", "MAX_ITEMS = 10**18", _DOUBLING),
    Row("expansion: properties of MSBuild", "tlslint/languages/msbuild_values.py", "MAX_LENGTH = 10_000", "MAX_LENGTH = 10**18", _DOUBLING),
    Row("includes: number", "tlslint/languages/msbuild_project.py", "len(self.seen) > MAX_IMPORTS or ", "", _INCLUDES),
    Row("includes: depth", "tlslint/languages/msbuild_project.py", " or nesting >= MAX_NESTING", "", _INCLUDES),
    Row("imports of code: number", "tlslint/link.py", "if len(self.opened) >= MAX_FILES:", "if False:",
        f"{_GUARDS}a_file_may_ask_for_so_many_others"),
    Row("bombs: texts of PowerShell", "tlslint/languages/net_texts.py", 'if ("text", way.start) not in known:', "if True:",
        "tests/languages/test_net_protocols.py::test_texts_of_texts_are_read_once"),
    Row("bombs: lists of PowerShell", "tlslint/languages/net_rows.py", "while script.left > 0:", "while True:",
        "tests/languages/test_net_protocols.py::test_lists_of_lists_are_gone_through_so_far"),
    # what is no file
    Row("loops of links", "tlslint/source/discover.py", "    if entry.is_symlink():\n        return True\n", "",
        f"{_TREES}loops_of_links_are_not_followed {_SOURCE}links_and_special_files_are_skipped_and_never_opened"),
    Row("pipes: not waited for", "tlslint/source/read.py", '| getattr(os, "O_NONBLOCK", 0)', "| 0",
        f"{_GUARDS}what_became_a_pipe_or_a_device_is_no_file"),
    Row("devices: not read", "tlslint/source/read.py", "if not stat.S_ISREG(status.st_mode):", "if False:",
        f"{_GUARDS}what_became_a_pipe_or_a_device_is_no_file"),
    Row("links: not followed when opened", "tlslint/source/read.py", '| getattr(os, "O_NOFOLLOW", 0)', "| 0",
        f"{_RUN}files_that_change_under_the_reader"),
    Row("pipes, sockets, devices: given", "tlslint/source/discover.py", "elif stat.S_ISREG(mode):", "elif True:",
        f"{_SOURCE}links_and_special_files_are_skipped_and_never_opened"),
    Row("pipes, sockets, devices: met", "tlslint/source/discover.py", "if entry.is_dir(follow_symlinks=False) and", "if True and",
        f"{_TREES}pipes_sockets_and_devices_are_never_opened"),
    Row("pipes: as a pyproject.toml", "tlslint/config.py", "(name in OTHERS and not os.path.isfile(path))", "False",
        f"{_CONFIG}a_pyproject_that_is_no_file_is_not_judged {_TREES}pipes_sockets_and_devices_are_never_opened"),
    Row("pipes: as a manifest", "tlslint/directories.py", "text = read_small(path, MAX_BYTES, follow=True)",
        'text = open(path, "rb").read(MAX_BYTES)', f"{_GUARDS}what_a_declaration_names_may_be_a_pipe"),
    Row("pipes: asked by explain", "tlslint/cli/declares.py", "return read_small(path, MAX_BYTES, follow=True)",
        "return Path(path).read_bytes()", f"{_GUARDS}what_a_declaration_names_may_be_a_pipe"),
    # while it runs
    Row("vanishing, closing: while searched", "tlslint/searching.py", "            except OSError as error:\n                out.append(unreadable(path, error))",
        "            except ZeroDivisionError as error:\n                out.append(unreadable(path, error))",
        f"{_GUARDS}what_may_no_longer_be_read_is_named {_RUN}files_that_change_under_the_reader"),
    Row("vanishing, closing: while checked", "tlslint/work.py", "        except OSError as error:\n            return unreadable(path, error)",
        "        except ZeroDivisionError as error:\n            return unreadable(path, error)",
        f"{_GUARDS}what_may_no_longer_be_read_is_named {_RUN}files_that_change_under_the_reader"),
    Row("directories that cannot be read", "tlslint/source/discover.py",
        '        except OSError as error:\n            self._unreadable(prefix.rstrip("/") or ".", error)',
        '        except ZeroDivisionError as error:\n            self._unreadable(prefix.rstrip("/") or ".", error)',
        f"{_SOURCE}names_that_are_not_text_and_directories_that_cannot_be_read"),
    Row("growing: a bounded read", "tlslint/source/read.py", "os.read(descriptor, min(limit, 4 * CHUNK))", "os.read(descriptor, 4 * CHUNK)",
        f"{_SOURCE}no_more_of_a_growing_file_is_read_than_was_asked_for"),
    Row("a time limit: parser", "tlslint/languages/base.py", "if deadline and time.process_time() > deadline:", "if False:",
        f"{_FILES}a_parser_that_takes_too_long_is_stopped"),
    Row("a time limit: the next file", "tlslint/languages/base.py", "        parser.reset()  # or it would go on with this text\n        parser_of.cache_clear()  # and it keeps the memory that it took\n",
        "", f"{_FILES}a_parser_goes_on_with_the_next_file_after_it_was_stopped"),
    Row("a time limit: engine", "tlslint/engine/machine.py", 'raise Exhausted("the time for one file is over")', "pass",
        f"{_FILES}an_abstract_run_that_takes_too_long_is_stopped"),
    Row("Ctrl-C", "tlslint/__main__.py", "except KeyboardInterrupt:", "except ZeroDivisionError:",
        f"{_TREES}an_interrupt_ends_it_cleanly"),
    # copies of this process do not hear it anyway, as it was held back while they were made
    Row("Ctrl-C: workers", "tlslint/pool.py", "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n", "    signal.pthread_sigmask(signal.SIG_SETMASK, ())\n",
        f"{_GUARDS}an_interrupt_of_the_group_ends_no_worker"),
    Row("Ctrl-C: no worker is left", "tlslint/pool.py", "            process.terminate()\n", "            pass\n",
        f"{_GUARDS}a_worker_is_ended_whatever_it_does"),
    Row("Ctrl-C: while a process starts", "tlslint/copies.py", "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})", "signal.pthread_sigmask(signal.SIG_BLOCK, ())",
        "tests/test_seek.py::test_an_interrupt_while_a_process_starts_leaves_none"),
    Row("a full disk", "tlslint/cli/terminal.py", "    except OSError as error:\n        drop(sys.stdout)\n", "    except ZeroDivisionError as error:\n        drop(sys.stdout)\n",
        f"{_TREES}a_full_disk_is_one_line_and_an_exit_code"),
    Row("a full disk: a report's file", "tlslint/cli/terminal.py", '    except OSError as error:\n        raise Failure(f"cannot write {path}',
        '    except ZeroDivisionError as error:\n        raise Failure(f"cannot write {path}', f"{_TREES}a_full_disk_is_one_line_and_an_exit_code"),
    # a process that ends at once tries nothing again: it is made to end as Python does
    Row("a full disk: at the end", "tlslint/cli/__init__.py", "        terminal.settle()", "        os._exit = sys.exit",
        f"{_TREES}whatever_is_told_a_full_disk_is_exit_code_2 {_TREES}an_error_that_nobody_reads_hides_nothing_else"),
    Row("a closed pipe", "tlslint/cli/terminal.py", "    except BrokenPipeError:\n        drop(sys.stdout)\n", "",
        f"{_TREES}a_closed_pipe_is_no_crash"),
    Row("a working directory that is gone", "tlslint/cli/__init__.py", "and not _somewhere()", "and False",
        f"{_TREES}a_working_directory_that_is_gone_is_one_line"),
    Row("a closed stream", "tlslint/cli/terminal.py", "    if sys.stdout is None:\n", "    if False:\n",
        f"{_TREES}streams_that_are_not_there_are_no_crash"),
    Row("a killed worker: its file", "tlslint/pool.py", 'yield queue.popleft(), Died("the process that checked it died")', "queue.popleft()",
        f"{_RUN}a_file_that_kills_a_worker_costs_only_itself"),
    Row("a killed worker: the others", "tlslint/pool.py", "again.extend(queue)", "pass",
        f"{_RUN}a_file_that_kills_a_worker_costs_only_itself"),
    Row("a killed process that searched", "tlslint/seek.py", "            for part in shared.left():\n                self.part(part, shared.done)\n", "",
        "tests/test_run.py tests/test_seek.py"),
    # names
    Row("names: control characters", "tlslint/report/escape.py", '        text = "".join(map(character, text))\n    if "##" in text:\n        text = _COMMAND.sub(r"#\\\\x23", text)\n    return f"./',
        '        pass\n    if "##" in text:\n        text = _COMMAND.sub(r"#\\\\x23", text)\n    return f"./', _RAW),
    Row("names, source: what is escaped", "tlslint/report/escape.py", 'if " " <= char <= "~":', "if True:", f"{_RAW} tests/report"),
    Row("source: escapes of terminals", "tlslint/report/escape.py", "    return character(char)\n", "    return char\n", _RAW),
    Row("commands to runners: ##[", "tlslint/report/escape.py", 'r"##(?=[a-z]*\\[)"', 'r"##(?=[a-z]*\\[NO)"', _RAW),
    Row("commands to runners: in documents", "tlslint/report/escape.py", 'return _COMMAND.sub(r"#\\\\u0023", text) if "##" in text else text', "return text", _RAW),
    Row("commands to runners: ::", "tlslint/report/escape.py", 'return f"./{text}" if text[:1] in (":", "#", " ") else text', "return text", _RAW),
    Row("commands to runners: :: in source", "tlslint/report/escape.py", 'return f"\\\\x3a{text[1:]}" if text.startswith("::") else text', "return text",
        f"{_REPORTS}a_line_of_a_repository_is_no_command"),
    Row("commands to runners: within commands", "tlslint/report/github.py", 'text.replace("%", "%25").replace("\\r", "%0D").replace("\\n", "%0A")', "text",
        "tests/report/test_reports.py"),
    Row("names: invalid UTF-8 on the output", "tlslint/cli/__init__.py", 'reconfigure(errors="backslashreplace")', "pass",
        f"{_TREES}an_output_that_cannot_show_a_name_shows_an_escape"),
    Row("names: taken for options", "tlslint/cli/parser.py", "terminal.tell(escape.line(line))", "terminal.tell(line)", f"{_TREES}a_name_that_is_taken_for_an_option_is_shown_without_its_escapes"),
    Row("names: a path of 4,096 letters", "tlslint/source/discover.py",
        '        except OSError as error:\n            self._unreadable(prefix.rstrip("/") or ".", error)',
        "        except OSError:\n            pass", f"{_TREES}paths_of_four_thousand_characters"),
    Row("names: case collisions", "tlslint/source/discover.py", "entries = sorted(scan, key=_name)", "entries = sorted({e.name.lower(): e for e in scan}.values(), key=_name)", _RAW),
    # what the tree says
    Row("tlslint.toml: size", "tlslint/configfile.py", "if len(data) > MAX_BYTES:", "if False:", f"{_GUARDS}a_huge_configuration_is_refused"),
    Row("tlslint.toml: pipes, devices", "tlslint/configfile.py", "if not stat.S_ISREG(os.stat(path).st_mode):", "if False:",
        f"{_CONFIG}a_pipe_is_no_configuration_whatever_is_in_it {_CONFIG}a_configuration_that_is_no_file_is_told"),
    Row("tlslint.toml: what is no file", "tlslint/config.py", "(name in OTHERS and not os.path.isfile(path))", "not os.path.isfile(path)",
        f"{_CONFIG}a_configuration_that_is_no_file_is_told"),
    Row("tlslint.toml: loops of links", "tlslint/config.py", "return os.path.lexists(prefix + name)", "return os.path.exists(prefix + name)",
        f"{_CONFIG}a_configuration_that_is_no_file_is_told"),
    Row("tlslint.toml: a mistake ends nothing", "tlslint/config.py", "            except ConfigError as error:\n", "            except ZeroDivisionError as error:\n",
        f"{_TREES}hostile_configuration_is_an_error_with_a_place"),
    Row("tlslint.toml: nesting", "tlslint/configfile.py", "except (tomllib.TOMLDecodeError, RecursionError)", "except tomllib.TOMLDecodeError",
        f"{_TREES}hostile_configuration_is_an_error_with_a_place {_CONFIG}hostile_documents_are_refused_in_one_line"),
    Row("tlslint.toml: points in keys", "tlslint/configfile.py", "if dots > MAX_DOTS or ", "if ", f"{_CONFIG}what_would_take_a_square_is_refused"),
    Row("tlslint.toml: points in all keys", "tlslint/configfile.py", " or squares > _MAX_SQUARES", "", f"{_CONFIG}what_would_take_a_square_is_refused"),
    Row("tlslint.toml: entries", "tlslint/configfile.py", "if len(value) > most:", "if False:", f"{_CONFIG}what_would_take_a_square_is_refused"),
    Row("tlslint.toml: long patterns", "tlslint/configfile.py", "if len(pattern) > MAX_WORD:", "if False:", f"{_CONFIG}what_would_take_a_square_is_refused"),
    Row("tlslint.toml: names of rules", "tlslint/configfile.py", "if len(checked) > MAX_NAMES or", "if", f"{_CONFIG}no_more_mistakes_are_told_than_somebody_reads"),
    Row("tlslint.toml: mistakes", "tlslint/configfile.py", "        if len(errors) >= MAX_MISTAKES:\n            break\n", "", f"{_CONFIG}no_more_mistakes_are_told_than_somebody_reads"),
    Row("ignore files: long patterns", "tlslint/source/ignore.py", "or len(text) > MAX_PATTERN", "", f"{_GUARDS}a_pattern_longer_than_any_path_is_none"),
    Row("ignore files: stars", "tlslint/source/ignore.py", 'out += f"(?=(?P<c{number}>.*?{chunk}))(?P=c{number})"', 'out += f".*{chunk}"',
        f"{_SOURCE}hostile_patterns_take_bounded_time"),
    Row("index: names that share all", "tlslint/source/tracked.py", "        if room < 0:\n            return []\n", "", f"{_TRACKED}an_index_takes_bounded_time_and_room"),
    Row("index: a number without end", "tlslint/source/tracked.py", " and number < MAX_INDEX", "", f"{_TRACKED}an_index_takes_bounded_time_and_room"),
    Row("index: its size", "tlslint/source/tracked.py", '"index"), MAX_INDEX)', '"index"), 1 << 40)', f"{_TRACKED}an_index_takes_bounded_time_and_room"),
    Row("index: more left out than there is", "tlslint/source/tracked.py", "if end < 0 or keep < 0:", "if end < 0:", f"{_TRACKED}a_broken_index_is_none"),
    Row("index: cut off", "tlslint/source/tracked.py", "if start < len(data) and", "if", f"{_TRACKED}any_bytes_are_an_index_or_none"),
    Row("index: a pointer that is no path", "tlslint/source/tracked.py", ' or b"\\0" in path', "", f"{_TRACKED}a_pointer_to_nowhere_leads_nowhere"),
    Row("rules of the tree", "tlslint/rules.py", "    from tlslint.languages import FOLDED\n\n    compiled = compiled_folder()", "    from tlslint.languages import FOLDED\n    import glob, yaml\n\n    for name in glob.glob('rules/**/*.yaml', recursive=True):\n        yaml.unsafe_load(open(name))\n    compiled = compiled_folder()", f"{_TREES}rules_and_modules_of_the_tree_are_never_loaded"),
    Row("modules of the tree", "tlslint/__main__.py", "    arguments = sys.argv[1:]", '    sys.path.insert(0, ".")\n    arguments = sys.argv[1:]',
        f"{_TREES}rules_and_modules_of_the_tree_are_never_loaded"),
    Row("YAML that makes objects", "tlslint/languages/yaml_.py", "        events: Iterator[Any] = yaml.parse(", "        list(yaml.unsafe_load_all(source))\n        events: Iterator[Any] = yaml.parse(",
        f"{_TREES}rules_and_modules_of_the_tree_are_never_loaded"),
    Row("git is not asked", "tlslint/source/layers.py", "    here = directory\n", '    here = directory\n    __import__("subprocess").run(["git", "-C", directory or ".", "status"], capture_output=True)\n',
        f"{_TREES}nothing_of_a_repository_is_executed"),
    # the same bytes
    Row("order: findings", "tlslint/gathered.py", "tuple(sorted(self.findings, key=_finding_key))", "tuple(self.findings)",
        f"{_RUN}findings_that_differ_in_their_end_alone_have_an_order"),
    Row("order: findings of one cause", "tlslint/causes.py", "enumerate(sorted(findings, key=_order))", "enumerate(list(findings))",
        f"{_GUARDS}a_report_does_not_depend_on_which_worker_ends_first"),
    Row("order: what is hidden", "tlslint/gathered.py", "tuple(sorted(self.suppressed, key=lambda s: _finding_key(s.finding)))", "tuple(self.suppressed)",
        f"{_GUARDS}a_report_does_not_depend_on_which_worker_ends_first"),
    Row("order: problems", "tlslint/gathered.py", "tuple(sorted(self.problems, key=lambda p: (p.path, p.line, p.kind, p.message)))", "tuple(self.problems)",
        f"{_GUARDS}a_report_does_not_depend_on_which_worker_ends_first"),
    Row("order: what is left out", "tlslint/gathered.py", "tuple(sorted(self.skipped, key=lambda s: (s.path, s.reason)))", "tuple(self.skipped)",
        f"{_GUARDS}a_report_does_not_depend_on_which_worker_ends_first"),
    Row("order: the disk's", "tlslint/source/discover.py", "entries = sorted(scan, key=_name)", "entries = list(scan)",
        f"{_SOURCE}the_order_of_the_disk_does_not_matter"),
]  # fmt: skip


def main(words: list[str]) -> int:
    """Print the table; 1 where a guard could be taken away unnoticed."""
    rows = [row for row in ROWS if not words or any(word in row.case for word in words)]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy(copy)
        for row in rows:
            start = time.time()
            said = _try(copy, row)
            unnoticed += not said.startswith("fails")
            print(f"{row.case:40} {row.file:38} {said} ({time.time() - start:.0f} s)", flush=True)
    print(f"{len(rows) - unnoticed} of {len(rows)} guards are noticed when they are gone")
    return bool(unnoticed)


def _copy(to: Path) -> None:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in names.stdout.splitlines():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes((ROOT / name).read_bytes())


def _try(copy: Path, row: Row) -> str:
    path = copy / row.file
    text = path.read_text()
    if text.count(row.guard) != 1:
        return f"NOT FOUND ({text.count(row.guard)} times)"
    path.write_text(text.replace(row.guard, row.without))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        *row.tests.split(),
    ]
    try:
        done = subprocess.run(
            command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, timeout=PATIENCE,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "fails: hangs"
    finally:
        path.write_text(text)
    if done.returncode != 1:
        return f"NOT NOTICED (pytest says {done.returncode})"
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return f"fails: {failed[0].split('::')[-1].split(' - ')[0]}" if failed else "fails"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
