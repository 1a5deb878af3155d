"""Run background tasks, which `make run` does by itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.task_worker import TaskRunner
from articles.operations.metrics import share


class Command(BaseCommand):
    help = (
        "Run background tasks, such as imports that admins have confirmed, until a signal comes. "
        "`make run` starts one worker; more may run beside it, with PostgreSQL on other machines too."
    )

    requires_system_checks = []  # they would load the panel, which no task needs

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=1, metavar="SECONDS", help="between two looks for tasks; by default 1"
        )
        parser.add_argument("--until-idle", action="store_true", help="end when no task is ready")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        share("task worker")
        runner = TaskRunner(interval=options["interval"], until_idle=options["until_idle"])
        runner.configure_signals()
        runner.run()
