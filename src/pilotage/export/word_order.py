"""The order that the standard demands of properties in a Word file.

Word calls a file broken whose properties stand in another order, or twice.
"""

from __future__ import annotations

from typing import Any, Final

from docx.oxml.ns import qn

ORDER: Final = {
    "pPr": "pStyle keepNext numPr pBdr shd tabs bidi spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u shd rtl lang",
    "tblPr": "tblStyle tblW jc tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW tcBorders shd",
}


def put_in_order(root: Any) -> None:
    """Order the properties below an element; of two of a kind the later one stays."""
    for name, children in ORDER.items():
        places = {qn(f"w:{child}"): place for place, child in enumerate(children.split())}
        for element in root.iter(qn(f"w:{name}")):
            latest = {child.tag: child for child in element}
            for child in list(element):
                element.remove(child)
            for tag in sorted(latest, key=places.__getitem__):
                element.append(latest[tag])
