"""From Miro's OpenAPI document to the endpoint and model modules of miro-async.

Three steps, each a command of `python -m codegen`: `import` reduces the document to facts,
`generate` turns the facts and our overlay into Python, `diff` tells what changed upstream.
"""
