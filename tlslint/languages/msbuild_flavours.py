"""What a project is built for, where that is not .NET Framework, and what it builds.

Other platforms number their versions too: v3.5 of the Compact Framework or v8.0 of Android is no
version of .NET Framework, and nothing that a setting says of one holds for the other.
"""

from __future__ import annotations

#: ``TargetFrameworkIdentifier`` → flavour; "" is .NET Framework itself.
_IDENTIFIERS = {
    ".netframework": "",
    "silverlight": "silverlight",
    "windowsphone": "phone",
    "windowsphoneapp": "phone",
    ".netportable": "portable",
    ".netcore": "store",
    ".netcoreapp": "core",
    ".netstandard": "standard",
    ".netmicroframework": "micro",
    ".netnanoframework": "nano",
    ".netcompactframework": "compact",
    "windowsce": "compact",
    "monoandroid": "android",
    "monotouch": "ios",
    "xamarin.ios": "ios",
    "xamarin.mac": "mac",
    "xamarin.tvos": "ios",
    "xamarin.watchos": "ios",
    "dnx": "dnx",
    "dnxcore": "dnx",
    "unity": "unity",
}

#: ``TargetPlatformIdentifier`` and ``PlatformFamilyName`` → flavour
_PLATFORMS = {
    "windowsce": "compact",
    "pocketpc": "compact",
    "smartphone": "compact",
    "windowsmobile": "compact",
    "uap": "store",
    "windowsphoneapp": "phone",
    "portable": "portable",
}

#: project type → flavour
_PROJECT_TYPES = {
    "4d628b5b-2fbc-4aa6-8c16-197242aeb884": "compact",
    "68b1623d-7fb9-47d8-8664-7ecea3297d4f": "compact",
    "cb4ce8c6-1bdb-4dc7-a4d3-65a1999772f8": "compact",
    "20d4826a-c6fa-45db-90f4-c717570b9f32": "compact",
    "2df5c3f4-5a5f-47a9-8e94-23b4456f55e2": "compact",
    "d399b71a-8929-442a-a9ac-8bec78bb2433": "compact",
    "a1591282-1198-4647-a2b1-27e5ff5f6f3b": "silverlight",
    "c089c8c0-30e0-4e22-80c0-ce093f111a43": "phone",
    "76f1466a-8b6d-4e39-a767-685a06062a39": "phone",
    "db03555f-0c8b-43be-9ff9-57896b3c5e56": "phone",
    "786c830f-07a1-408b-bd7f-6ee04809d6db": "portable",
    "bc8a1ffa-bee3-4634-8014-f334798102b3": "store",
    "a5a43c5b-de2a-4c0c-9213-0a381af9435a": "store",
    "efba0ad7-5a72-4c68-af49-83d382785dcf": "android",
    "10368e6c-d01b-4462-8e8b-01fc667a7035": "android",
    "6bc8ed88-2882-458c-8e55-dfd12b67127b": "ios",
    "feacfbd2-3405-455c-9665-78fe426c6842": "ios",
    "f5b4f3bc-b597-4e2b-b552-ef5d8a32436f": "ios",
    "06fa79cb-d6cd-4721-bb4b-1bd202089c55": "ios",
    "8ffb629d-f513-41ce-95d2-7ece97b6eeec": "ios",
    "ee2c853d-36af-4fdb-b1ad-8e90477e2198": "ios",
    "a3f8f2ab-b479-4a4a-a458-a89e7dc349f1": "mac",
    "42c0bbd9-55ce-4fc1-8d90-a7348abafb23": "mac",
    "948b3504-5b70-4649-8fe4-bde1fb46ec69": "mac",
    "b69e3092-b931-443c-abe7-7e7b65f2a37f": "micro",
    "11a8dd76-328b-46df-9f39-f559912d0360": "nano",
    "e097fad1-6243-4dad-9c02-e9b9efc3ffc1": "unity",
}

#: a piece of the path of an imported file, lower case → flavour
_IMPORTS = {
    "compactframework": "compact",
    "microsoft.silverlight": "silverlight",
    "windowsphone": "phone",
    "microsoft.portable": "portable",
    "windowsxaml": "store",
    "netmftargetsbasedir": "micro",
    "microsoft.spot": "micro",
    "nfprojectsystem": "nano",
    "nanoframework": "nano",
    "xamarin.android": "android",
    "novell.monodroid": "android",
    "monoandroid": "android",
    "xamarin.ios": "ios",
    "monotouch": "ios",
    "xamarin.tvos": "ios",
    "xamarin.watchos": "ios",
    "xamarin.mac": "mac",
    "monomac": "mac",
    "microsoft.dnx": "dnx",
    "microsoft.dotnet.targets": "dnx",
}

#: extension of a project that runs on something else than its framework version says
_EXTENSIONS = {
    "njsproj": "node",
    "pyproj": "python",
    "jsproj": "javascript",
    "esproj": "javascript",
    "phpproj": "php",
    "sqlproj": "sql",
    "dbproj": "sql",
    "xproj": "dnx",
    "wixproj": "installer",
    "nfproj": "nano",
}

#: symbol of conditional compilation → flavour
_SYMBOLS = {
    "silverlight": "silverlight",
    "windows_phone": "phone",
    "netcf": "compact",
    "compact_framework": "compact",
    "pocketpc": "compact",
    "netmf": "micro",
    "unity_5_3_or_newer": "unity",
    "unity_editor": "unity",
}

_PROGRAMS = frozenset({"exe", "winexe", "appcontainerexe"})
_LIBRARIES = frozenset({"library", "module", "winmdobj"})
_WEB_TYPES = ("349c5851-65df-11da-9384-00065b846f21", "e24c65dc-7377-472b-9aba-bc803b73c61a")

#: What a property says of the flavour of its project, by its name in lower case.
SIGNALS = frozenset(
    {
        "targetframeworkidentifier",
        "targetplatformidentifier",
        "platformfamilyname",
        "projecttypeguids",
        "targetframeworkprofile",
        "silverlightversion",
        "netmftargetsbasedir",
        "monoandroidversion",
        "androidapplication",
        "xnaplatform",
        "defineconstants",
    }
)


_OTHERS = {
    "native": "the project compiles no code for .NET",
    "script": "the project compiles nothing",
    "installer": "the project builds an installer",
    "sql": "the project builds a database",
    "node": "the project runs on Node.js",
    "python": "the project runs on Python",
    "switched": "a switch in the configuration leaves the choice to the system",
}
_NAMES = {
    "compact": "the .NET Compact Framework",
    "phone": "Windows Phone",
    "portable": "several platforms (a portable library)",
    "store": "the Windows Store",
    "core": ".NET Core",
    "standard": ".NET Standard",
    "micro": "the .NET Micro Framework",
    "nano": "the .NET nanoFramework",
    "android": "Android",
    "ios": "iOS",
    "mac": "macOS",
    "silverlight": "Silverlight",
    "dnx": "DNX",
    "unity": "Unity",
}


def unlike(flavour: str) -> str:
    """Why the framework of a project of some flavour says nothing: the end of a sentence."""
    if flavour in _OTHERS:
        return f": {_OTHERS[flavour]}"
    if flavour in _NAMES:
        return f": the project is for {_NAMES[flavour]}, whose numbers are no versions of .NET Framework"
    return ""


def of_property(name: str, value: str) -> str | None:
    """The flavour that property ``name`` (lower case) with ``value`` gives; None where it says nothing."""
    value = value.strip().lower()
    if name == "targetframeworkidentifier" and value:
        return _IDENTIFIERS.get(value, value.lstrip("."))
    if name in ("targetplatformidentifier", "platformfamilyname"):
        return _PLATFORMS.get(value)
    if name == "projecttypeguids":
        for guid in value.replace("{", "").replace("}", "").split(";"):
            if guid.strip() in _PROJECT_TYPES:
                return _PROJECT_TYPES[guid.strip()]
    if name == "targetframeworkprofile":
        if value.startswith("profile"):
            return "portable"
        if value.startswith("unity"):
            return "unity"
        return {"compactframework": "compact", "windowsphone": "phone"}.get(value)
    if name == "defineconstants":
        symbols = value.replace(",", " ").replace(";", " ").split()
        return next((_SYMBOLS[s] for s in symbols if s in _SYMBOLS), None)
    if name == "xnaplatform":
        return "compact" if value in ("xbox 360", "zune") else None
    if name == "silverlightversion" and value:
        return "silverlight"
    if name == "netmftargetsbasedir":
        return "micro"
    if name in ("monoandroidversion", "androidapplication") and value not in ("", "false"):
        return "android"
    return None


def of_import(path: str) -> str | None:
    """The flavour that importing ``path``, as written, gives."""
    path = path.lower()
    return next((f for piece, f in _IMPORTS.items() if piece in path), None)


def of_reference(include: str) -> str | None:
    """The flavour that a reference to an assembly gives."""
    name = include.partition(",")[0].strip().lower()
    if name == "mscorlib" and ("969db8053d3322ac" in include.lower()):
        return "compact"
    return "micro" if name.startswith("microsoft.spot.") else None


def of_extension(extension: str, managed: bool) -> str | None:
    """The flavour that a file name gives; ``managed`` says whether a C++ project compiles for the CLR."""
    if extension == "vcxproj" and not managed:
        return "native"
    return _EXTENSIONS.get(extension)


def output(types: tuple[str | None, ...], project_types: str, sdk: str | None, old: bool) -> str:
    """What a project builds: ``exe``, ``library``, ``web`` or "" (unknown).

    ``types`` are the possible values of OutputType, empty where nothing sets it; ``sdk`` is the
    project's SDK, lower case; ``old`` says that it is a project of the kind before SDKs.
    """
    if any(guid in project_types.lower() for guid in _WEB_TYPES) or "systemweb" in (sdk or ""):
        return "web"
    words = {(t or "?").strip().lower() for t in types} - {""}
    if words & _PROGRAMS:
        return "exe"
    if words and words <= _LIBRARIES:
        return "library"
    if words:
        return ""
    if sdk is not None:
        if ".web" in sdk:
            return "web"
        return "exe" if ".worker" in sdk else "library"
    return "exe" if old else ""
