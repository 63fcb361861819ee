"""Makes the fuzzer's seeds from the golden frames: corpus.py DIRECTORY GOLDEN..."""

import pathlib
import sys

directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
for path in map(pathlib.Path, sys.argv[2:]):
    hexadecimal = next(line for line in path.read_text().splitlines() if line.startswith("hex: "))
    (directory / path.stem).write_bytes(bytes.fromhex(hexadecimal[5:]))
directory.touch()
