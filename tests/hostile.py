"""Hostile texts and what the model makes of each: kept as it is, cleaned, or refused.

For every test of a place where a user's text arrives or is shown: screens, tables,
notifications, exports. `ALLOWED` are the ones that get in; what must be seen is `kept`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Hostile(NamedTuple):
    """A text that somebody might type, paste or import."""

    name: str
    """For test ids: short, plain ASCII."""
    text: str
    kept: str | None
    """What a field of prose keeps of it; None where it is refused."""
    line: str | None
    """What a field of one line keeps of it; None where it is refused."""

    @property
    def is_cleaned(self) -> bool:
        """Whether something of it is dropped or changed on the way in."""
        return self.kept is not None and self.kept != self.text


def _as_it_is(name: str, text: str) -> Hostile:
    return Hostile(name, text, text, text)


def _cleaned(name: str, text: str, kept: str, line: str | None = None) -> Hostile:
    return Hostile(name, text, kept, kept if line is None else line)


HOSTILE: Final = (
    # Markup that a terminal toolkit or an HTML page would act on.
    _as_it_is("tag", "[bold]loud"),
    _as_it_is("action link", "[@click=app.quit]x[/]"),
    _as_it_is("closing tag", "[/]"),
    _as_it_is("closing tag inside", "a [/] b"),
    _as_it_is("unbalanced", "[bold [red"),
    _as_it_is("escaped bracket", r"\[bold] \\[/]"),
    _as_it_is("substitution", "$x [$y]"),
    _as_it_is("rich link", "[link=https://example.org]x[/link]"),
    _as_it_is("emoji code", ":warning: [blink]:smile:"),
    _as_it_is("script", "<script>alert(1)</script>"),
    _as_it_is("image", '<img src=x onerror="alert(1)">'),
    _as_it_is("javascript link", "[x](javascript:alert(1)) ![y](file:///etc/passwd)"),
    _as_it_is("entity", "&lt;b&gt; &amp; &#x202e;"),
    _as_it_is("markdown", "# head | cell | **b** `c` ~~s~~ > q --- 1. x"),
    # Templates, formats, spreadsheets, shells, typesetting.
    _as_it_is("formula", "=cmd()|'/c calc'!A1"),
    _as_it_is("plus formula", "+1+1"),
    _as_it_is("at formula", "@SUM(1)"),
    _as_it_is("template", "{{x}} {% x %} {0} {x!r}"),
    _as_it_is("percent", "%s %d %(x)s %"),
    _as_it_is("backslashes", "C:\\new\\table\\u202e \\n"),
    _as_it_is("quotes", "\"'`”’ -- ; DROP TABLE x"),
    _as_it_is("typst", '#import "x" #panic() $x$ @ref <label> *b* _i_'),
    _as_it_is("path", "../../etc/passwd"),
    # What a terminal would act on.
    _cleaned("colour", "\x1b[31mred\x1b[0m", "[31mred[0m"),
    _cleaned("clear screen", "\x1b[2J\x1b[Hgone", "[2J[Hgone"),
    _cleaned("window title", "\x1b]0;title\x07after", "]0;titleafter"),
    _cleaned("clipboard", "\x1b]52;c;aGk=\x1b\\after", "]52;c;aGk=\\after"),
    _cleaned("C1", "a\x9b31mb\x9dc", "a31mbc"),
    _cleaned("NUL", "a\x00b", "ab"),
    _cleaned("backspace", "abc\x08\x08\x08xyz\x7f", "abcxyz"),
    _cleaned("carriage return", "safe\rover", "safe\nover", "safe over"),
    _cleaned("line separators", "a\u2028b\u2029c\x85d", "a\nb\nc\nd", "a b c d"),
    # What hides or reorders text.
    _cleaned("right-to-left override", "invoice\u202efdp.exe", "invoicefdp.exe"),
    _cleaned("isolates", "\u2066a\u2069\u200fb\u061cc", "abc"),
    _cleaned("byte order mark", "\ufeffstart", "start"),
    _cleaned("noncharacter", "a\uffffb\ufdd0c\U0001fffed", "abcd"),
    _cleaned("lone surrogate", "a\ud800b\udfffc", "abc"),
    # Text as people write it, which must come through.
    _as_it_is("CJK", "客户名称和国家都写在表格里。"),
    _as_it_is("right-to-left script", "שלום, مرحبا 123"),
    _as_it_is("Devanagari", "ग्राहक का नाम"),
    _as_it_is("emoji family", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽"),
    _as_it_is("stacked marks", "Z" + "\u0335" * 20 + "\u0321" * 20 + "\u0353" * 20 + "algo"),
    _cleaned("decomposed accents", "Zoe\u0308 Muñoz", "Zoë Muñoz"),
    _as_it_is("private use", "a \ue000 \ue0b0 b\U000f0000"),
    _as_it_is("long word", "x" * 280),
    _cleaned("blank lines", "a\n\n\tb  c", "a\n\n\tb  c", "a b c"),
    # Too much.
    Hostile("100,000 characters", "x" * 100_000, None, None),
    Hostile("100,000 brackets", "[" * 100_000, None, None),
    Hostile("100,000 wide characters", "界" * 100_000, None, None),
)

ALLOWED: Final = tuple(each for each in HOSTILE if each.kept is not None)
REFUSED: Final = tuple(each for each in HOSTILE if each.kept is None)
