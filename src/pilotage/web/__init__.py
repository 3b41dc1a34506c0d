"""The same application in a browser: who may come in, what is handed out, a process per viewer."""
