"""Starting the dashboard: Streamlit on this computer alone, with options that suit other people's texts."""

import os
import socket
from pathlib import Path

from corpus import Language

HOST = "127.0.0.1"
PORT = 8501
PORTS_TRIED = 50
MAX_UPLOAD_MB = 50

OPTIONS = {
    "server.address": HOST,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": str(MAX_UPLOAD_MB),
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.enableStaticServing": "false",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": "true",
    "client.showErrorDetails": "none",
    "logger.level": "error",
}
# Given per theme: an option of `theme` itself would switch off the reader's own choice of light or dark.
# Blue and orange are those of the sides, dark or light enough for text.
THEMES = {
    "theme.light.primaryColor": "#175a94",
    "theme.light.blueTextColor": "#175a94",
    "theme.light.orangeTextColor": "#a8480c",
    "theme.dark.primaryColor": "#6db3ea",
    "theme.dark.blueTextColor": "#8cc4f0",
    "theme.dark.orangeTextColor": "#f0a36a",
}


def launch(map_path: Path | None, *, language: Language, port: int | None = None, open_browser: bool = True) -> int:
    """Serve the dashboard until it is stopped with Ctrl-C; gives the exit code.

    It runs in this process, so that whatever ends the command ends the server too.

    Args:
        map_path: A map that has been checked, open from the start.
        port: Refused by Streamlit where it is taken; without one the first that is free from PORT on.
    """
    from streamlit.web.cli import main  # noqa: PLC0415 - a second of imports, only when serving

    os.environ.update(environment(map_path, language=language))
    arguments = command(port or free_port(), open_browser=open_browser)
    try:
        main(arguments, standalone_mode=False)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 1
    return 0


def address(port: int) -> str:
    """Where the dashboard is."""
    return f"http://{HOST}:{port}/"


def command(port: int, *, open_browser: bool) -> list[str]:
    """What Streamlit's own command is asked."""
    chosen = {"server.port": str(port), "server.headless": str(not open_browser).lower()}
    options = [f"--{name}={value}" for name, value in {**OPTIONS, **THEMES, **chosen}.items()]
    return ["run", str(Path(__file__).with_name("app.py")), *options]


def environment(map_path: Path | None, *, language: Language) -> dict[str, str]:
    """What the server must know: what to open, and in which language."""
    return {"DEBATKAART_LANG": language, "DEBATKAART_MAP": str(map_path.resolve()) if map_path else ""}


def free_port(first: int = PORT, *, tries: int = PORTS_TRIED) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return port
    return first
