"""Bytes to reports: a broken report is a value in the stream, never an exception that ends it.

A format is one module with a `read` function and its line in `formats.READERS`.
"""

from collections.abc import Iterator, Sequence

from habeas.exc import InputError
from habeas.intake.document import Content, Document, IntakeOptions, Reader
from habeas.intake.formats import KINDS, READERS
from habeas.intake.mapped import read_mapped
from habeas.intake.paths import list_documents
from habeas.intake.stream import hash_file, is_gzip, open_regular, read_chunks, unpack_chunks
from habeas.model import Report

__all__ = ["KINDS", "READERS", "Document", "IntakeOptions", "list_documents", "read_document", "read_paths"]


def read_paths(paths: Sequence[str], options: IntakeOptions) -> Iterator[Report | InputError]:
    """The reports under the paths, in order; what cannot be read is an error in its place."""
    for found in list_documents(paths, options.format):
        if isinstance(found, InputError):
            yield found
        else:
            yield from read_document(found, options)


def read_document(document: Document, options: IntakeOptions) -> Iterator[Report | InputError]:
    """The reports of one document, each with the sha256 of the file's bytes."""
    try:
        with open_regular(document.file, document.path) as file:
            sha256, size = hash_file(file, document.path)
            reader = _choose_reader(document)
            chunks = read_chunks(file, document.path, size)
            if is_gzip(file.peek(2)):
                chunks = unpack_chunks(chunks, document.path)
            content = Content(document.path, sha256, reader.method, chunks)
            if options.mapping is None:
                yield from reader.read(content, options)
            else:
                yield from read_mapped(content, options, document.kind)
    except InputError as error:
        yield error


def _choose_reader(document: Document) -> Reader:
    if document.kind not in READERS:
        raise InputError(document.path, f"format {document.kind!r} is unknown; known are {', '.join(sorted(READERS))}")
    return READERS[document.kind]
