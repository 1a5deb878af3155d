"""nginx with stories as files: the least that the same bytes can cost."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving.setup.servers import Server, await_answer, free_port, started
from benchmarks.serving.setup.tools import program

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
CONFIGURATION = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.err;
daemon off;
worker_processes 2;
events {{}}
http {{
    sendfile on;
    gzip off;
    access_log off;
    default_type text/html;
    {temporary}
    server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


@contextmanager
def serving(folder: Path, files: Sequence[bytes]) -> Iterator[Server | None]:
    """Yield nginx with file N at /N; None if it is not installed."""
    nginx = program("nginx")
    if not nginx:
        yield None
        return
    (folder / "www").mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(files):
        (folder / "www" / str(number)).write_bytes(content)
    port, configuration = free_port(), folder / "nginx.conf"
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, temporary=temporary, user=user))
    log = folder / "nginx.log"
    with started([nginx, "-c", str(configuration)], os.environ, log, folder) as process:
        await_answer(process, port, log, "/0")
        yield Server("nginx", "files", port, process)
