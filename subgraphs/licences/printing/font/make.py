"""Makes licences.ttf out of Debian's Noto Sans CJK; NOTICE says how to run it.

The outlines become quadratic (TrueType), since a thread that subsets those for copy after copy takes half the
memory that it takes with the cubic ones of the source. Shaping tables are left out: Chinese needs none across a line.
"""
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, newTable

NAME = "Govshare Sans SC"
SIMPLIFIED_CHINESE = "Noto Sans CJK SC"
# How far an outline may move, in thousandths of the size of a letter.
ERROR_MOST = 2.0

KEPT = [
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x01CD, 0x01DC), (0x02B9, 0x02DD), (0x0370, 0x04FF), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x2070, 0x20BF), (0x2100, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x25A0, 0x2642),
    (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3100, 0x312F), (0x31C0, 0x31EF), (0x3220, 0x3243), (0x3280, 0x32B0),
    (0x3380, 0x33DF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6),
    (0x20000, 0x2FA1F), (0x30000, 0x3134F),
]


def subset(font):
    options = Options(layout_features=[], hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in KEPT for point in range(first, last + 1)])
    subsetter.subset(font)


def make_quadratic(font):
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, ERROR_MOST, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    for table in ("CFF ", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx"):
        if table in font:
            del font[table]
    highest = font["maxp"]
    highest.tableVersion, highest.maxZones, highest.maxComponentElements = 0x00010000, 1, 0
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(highest, "max" + field, 0)
    font["post"].formatType, font.sfntVersion = 3.0, "\x00\x01\x00\x00"


def rename(font):
    postscript = NAME.replace(" ", "") + "-Regular"
    names = {1: NAME, 2: "Regular", 3: postscript, 4: NAME, 6: postscript}
    names_table = font["name"]
    names_table.names = [each for each in names_table.names if each.platformID == 3 and each.langID == 0x409]
    for number, text in names.items():
        names_table.setName(text, number, 3, 1, 0x409)


def main(source, target):
    fonts = TTCollection(source).fonts
    font = next(each for each in fonts if each["name"].getDebugName(4) == SIMPLIFIED_CHINESE)
    font.recalcTimestamp = False
    subset(font)
    make_quadratic(font)
    rename(font)
    font.save(target)


main(*sys.argv[1:])
