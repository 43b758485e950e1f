"""Write the answers kept anew."""

from tests.golden import FOLDER, written

for old in FOLDER.glob("*.md"):
    old.unlink()
for name, text in written():
    (FOLDER / name).write_text(text, encoding="utf-8")
