/** A mail as a feature writes it; the mailer adds sender, date and id. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same mail sent again carries the same id, so that a repeat is recognised. */
  messageId?: string;
}

export interface Mailer {
  /** True when mail really leaves this host; false while it is only written to the data directory. */
  leavesHost: boolean;
  send(mail: Mail): Promise<void>;
}

/** A Message-ID (RFC 5322 section 3.6.4) made of what the mail is about, the same whenever it is sent again. */
export const mailId = (publicUrl: string, about: string, id: string) =>
  `<${about}-${id}@${new URL(publicUrl).hostname}>`;
