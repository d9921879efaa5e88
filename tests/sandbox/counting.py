"""A function whose source is given to contained code, and a subject beside a document's object."""


def size(value):
    return len(value)


def made(number):
    return [0] * number
