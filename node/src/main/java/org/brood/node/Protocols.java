package org.brood.node;

import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.dhcp.DhcpProtocol;
import org.brood.analyzer.dns.DnsProtocol;
import org.brood.analyzer.filedata.FileDataProtocol;
import org.brood.analyzer.finger.FingerProtocol;
import org.brood.analyzer.ftp.FtpProtocol;
import org.brood.analyzer.http.HttpProtocol;
import org.brood.analyzer.imap.ImapProtocol;
import org.brood.analyzer.irc.IrcProtocol;
import org.brood.analyzer.ntp.NtpProtocol;
import org.brood.analyzer.pop3.Pop3Protocol;
import org.brood.analyzer.smtp.SmtpProtocol;
import org.brood.analyzer.ssh.SshProtocol;
import org.brood.analyzer.ssl.DtlsProtocol;
import org.brood.analyzer.ssl.SslProtocol;
import org.brood.analyzer.streamevent.StreamEventProtocol;
import org.brood.analyzer.syslog.SyslogProtocol;
import org.brood.analyzer.xmpp.XmppProtocol;
import org.brood.file.FileTracker;
import org.brood.file.pe.PeAnalyzer;

/// The protocols and the kinds of files that can be analyzed.
final class Protocols {
  private Protocols() {}

  /// Makes all of them known. File analysis must be shared by then.
  static void register(AnalyzerServices services) {
    FileTracker files = services.shared(FileTracker.class);
    files.add(new PeAnalyzer.Factory(services.events()));
    services.add(new DhcpProtocol(services));
    services.add(new DnsProtocol(services));
    services.add(new DtlsProtocol(services));
    services.add(new FileDataProtocol(services, "FTP_DATA"));
    services.add(new FileDataProtocol(services, "IRC_DATA"));
    services.add(new FingerProtocol(services));
    services.add(new FtpProtocol(services));
    services.add(new HttpProtocol(services));
    services.add(new ImapProtocol(services));
    services.add(new IrcProtocol(services));
    services.add(new NtpProtocol(services));
    services.add(new Pop3Protocol(services));
    services.add(new SmtpProtocol(services));
    services.add(new SshProtocol(services));
    services.add(new SslProtocol(services));
    services.add(new StreamEventProtocol(services));
    services.add(new SyslogProtocol(services));
    services.add(new XmppProtocol(services));
  }
}
