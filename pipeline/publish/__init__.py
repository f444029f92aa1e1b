"""Publishing: a consolidated act as text, Markdown, HTML, DOCX and Akoma Ntoso, all from one view."""
