"""Writes the sample document: sample_pdf.py > events/samples/millrace.pdf.

A PDF needs little: numbered objects, a table of their offsets, and text in one of its own fonts.
"""

import sys
import textwrap

PAGES = [
    (
        "How a millrace works",
        """
A millrace is the channel that carries water from a river to the wheel of a mill and back again. The
part above the wheel is called the head race, the part below it the tail race. Mills have used such
channels for more than two thousand years, because a channel can be measured, straightened and shut,
while a river cannot.

The head race begins at a weir, a low dam that raises the level of the river by a metre or two. A
sluice gate beside the weir decides how much water enters. The miller opens it in the morning, closes
it at night, and lowers it when a flood is coming, so that the wheel is never overrun.

From the gate the water runs along the race with almost no fall. This is the art of it: the flatter
the race, the more height is left for the wheel. A fall of one hand's breadth in a hundred paces is
enough to keep the water moving. Leaves and branches are caught by a rack of iron bars, which somebody
has to clear every day in autumn.
""",
    ),
    (
        "From water to flour",
        """
At the wheel the water gives up its height. An overshot wheel is filled from above and turned by the
weight of the water in its buckets; it uses up to nine tenths of the energy that is there. An
undershot wheel is pushed by the current from below; it is cheaper to build, and wastes two thirds.

The wheel turns slowly, about ten times a minute. Wooden gears raise that to a hundred turns for the
stones, between which the grain is ground. A bell rings when the hopper runs empty, because stones
that turn without grain between them strike sparks, and flour dust burns.

Below the wheel the tail race takes the water back to the river. It must be wide and deep, for water
that cannot leave stands in the way of the wheel and slows it down. Millers measure their neighbours
by the state of the tail race.

What makes a good millrace is therefore a steady flow, a gate that can be shut, a rack that keeps out
what does not belong, and a free way out. The same four things make a good pipeline of any kind.
""",
    ),
]

TITLE_SIZE, TEXT_SIZE, LEADING, MARGIN, WIDTH, HEIGHT = 18, 11, 16, 72, 595, 842
LINE_CHARACTERS = 82


def escaped(text):
    """Returns text as it stands between the parentheses of a PDF string."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def page_content(title, text):
    """Returns the drawing commands of a page."""
    top = HEIGHT - MARGIN
    lines = [f"BT /F2 {TITLE_SIZE} Tf {MARGIN} {top} Td ({escaped(title)}) Tj ET"]
    lines.append(f"BT /F1 {TEXT_SIZE} Tf {LEADING} TL {MARGIN} {top - 2 * LEADING} Td")
    for paragraph in text.strip().split("\n\n"):
        for line in textwrap.wrap(paragraph, LINE_CHARACTERS):
            lines.append(f"({escaped(line)}) Tj T*")
        lines.append("T*")
    lines.append("ET")
    return "\n".join(lines).encode("ascii")


def objects():
    """Returns the PDF's objects, of which the first has the number 1."""
    first_page = 5
    pages = [first_page + 2 * index for index in range(len(PAGES))]
    result = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in pages)}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for number, (title, text) in zip(pages, PAGES):
        content = page_content(title, text)
        result.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {number + 1} 0 R >>".encode()
        )
        result.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    result.append(b"<< /Title (How a millrace works) /Author (Millrace) >>")
    return result


def document(bodies):
    """Returns a whole PDF of these objects, the last of which is its information."""
    pdf = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pdf += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(bodies) + 1, len(bodies))
    pdf += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(pdf)


if __name__ == "__main__":
    sys.stdout.buffer.write(document(objects()))
