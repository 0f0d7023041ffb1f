##! Signatures that tell the type of a file by its first bytes.

@load-sigs ./archive
@load-sigs ./audio
@load-sigs ./executable
@load-sigs ./font
@load-sigs ./general
@load-sigs ./image
@load-sigs ./java
@load-sigs ./office
@load-sigs ./programming
@load-sigs ./python
@load-sigs ./text
@load-sigs ./video
