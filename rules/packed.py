"""Reading zips that others wrote (压缩包): what can go wrong, named in one place."""

import lzma
import zipfile
import zlib

# What Python's zipfile raises for a file that others wrote.
BROKEN_ZIP = (
    zipfile.BadZipFile,  # no zip, or sums that are wrong
    RuntimeError,  # a password, or a method of packing that zipfile does not know
    EOFError,  # a part cut short
    OSError,  # damaged bzip2
    MemoryError,  # made to ask for more memory than there is
    ValueError,  # an impossible place in the file
    zlib.error,
    lzma.LZMAError,
)
