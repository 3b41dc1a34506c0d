"""The page, its fill and the pack as PDF, beside Typst compiling the same templates."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import typst

from benchmarks.report import Row, ratio_row
from benchmarks.start_up import alternate
from pilotage.export.document import document
from pilotage.export.glyphs import STANDARDS, fonts
from pilotage.export.review import review
from pilotage.export.review_to_pdf import TEMPLATE as PACK
from pilotage.export.review_to_pdf import UNDER, review_to_pdf
from pilotage.export.review_typesetting import review_data
from pilotage.export.to_pdf import TEMPLATE, fit_of, to_pdf
from pilotage.export.typesetting import page_data
from pilotage.model.project import Project

DAY = date(2026, 4, 20)


def rows(project: Project, runs: int) -> list[Row]:
    """The rows of the table. Each run lays out another title: nothing comes from a cache."""
    titles = (project.having(title=f"{project.title} {n}") for n in count())
    ready = page_data(document(project, DAY)) | {"fonts": ["IBM Plex Sans"]}
    numbers = count(10_000)

    def floor(work: Callable[[typst.Compiler], object], **inputs: str) -> float:
        data: dict[str, Any] = ready | {"title": [f"{project.title} {next(numbers)}"]}
        start = time.perf_counter()
        compiler = typst.Compiler(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=fonts(system=False),
            sys_inputs={"page": json.dumps(data), **inputs},
        )
        work(compiler)
        return time.perf_counter() - start

    def ours(work: Callable[[Any], object]) -> float:
        made = next(titles)
        start = time.perf_counter()
        work(document(made, DAY))
        return time.perf_counter() - start

    def compiled(compiler: typst.Compiler) -> object:
        return compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)

    def measured(compiler: typst.Compiler) -> object:
        return compiler.query("<fit>", field="value", one=True)

    made = datetime.combine(DAY, datetime.min.time(), UTC)
    fonted = review_data(review(project, DAY), made) | {"fonts": ["IBM Plex Sans"]}

    def floor_of_pack() -> float:
        data: dict[str, Any] = fonted | {"title": [f"{project.title} {next(numbers)}"]}
        start = time.perf_counter()
        compiler = typst.Compiler(
            str(PACK),
            root=str(PACK.parent),
            font_paths=fonts(system=False),
            sys_inputs={"page": json.dumps(data), "paper": "a4", "under": UNDER},
        )
        compiled(compiler)
        return time.perf_counter() - start

    def ours_of_pack() -> float:
        named = next(titles)
        start = time.perf_counter()
        review_to_pdf(review(named, DAY))
        return time.perf_counter() - start

    name = "Typst, same template, data ready"
    pdf = alternate(lambda: ours(to_pdf), lambda: floor(compiled, mode="page"), runs)
    fit = alternate(lambda: ours(fit_of), lambda: floor(measured, mode="fit"), runs)
    pack = alternate(ours_of_pack, floor_of_pack, runs)
    return [
        ratio_row("the review pack as a PDF", name, *pack, 1.3),
        ratio_row("the page as a PDF", name, *pdf, 1.3),
        ratio_row("how full the page is", name, *fit, 1.3),
    ]
