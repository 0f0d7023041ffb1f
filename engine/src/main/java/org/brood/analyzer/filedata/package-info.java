/// Connections that carry a file and nothing else: the data channels of FTP and of IRC's direct
/// chats. Each side's stream is a file.
@NullMarked
package org.brood.analyzer.filedata;

import org.jspecify.annotations.NullMarked;
