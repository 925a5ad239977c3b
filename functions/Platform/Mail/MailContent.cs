using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>
/// The content of a mail without its layout; <see cref="PlainTextMail"/> and <see cref="HtmlMail"/> render it. Texts are plain:
/// their authors need not think of markup, line lengths or escaping.
/// </summary>
/// <param name="Language">The language of all texts.</param>
/// <param name="Subject">One line; also the headline.</param>
/// <param name="Preview">One sentence that inboxes show beside the subject.</param>
/// <param name="Blocks">From top to bottom. Regards and the provider's name are added automatically.</param>
public sealed record MailContent(Language Language, string Subject, string Preview, params IReadOnlyList<MailBlock> Blocks);

/// <summary>A part of a mail.</summary>
public abstract record MailBlock;

/// <summary>The first line.</summary>
/// <param name="Name">First and last name, so that no title must be guessed. Null when it is not known.</param>
public sealed record Greeting(string? Name = null) : MailBlock;

public sealed record Paragraph(string Text) : MailBlock;

/// <summary>A short list; each point has one or two lines.</summary>
public sealed record Points(params IReadOnlyList<string> Texts) : MailBlock;

/// <summary>Names and values, as a small table.</summary>
public sealed record Facts(params IReadOnlyList<(string Label, string Value)> Rows) : MailBlock;

/// <summary>The only link of a mail. There is at most one, so that readers know what to click.</summary>
public sealed record Link(string Label, Uri Target) : MailBlock;

/// <summary>A text that somebody else wrote; its line breaks are kept.</summary>
public sealed record Quote(string Text) : MailBlock;

/// <summary>Small print.</summary>
public sealed record Note(string Text) : MailBlock;
