using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>
/// What a mail says, apart from its form; <see cref="PlainTextMail"/> and <see cref="HtmlMail"/> give it one. Texts are
/// plain: nobody who writes or fills one has to think of markup, line lengths or escaping.
/// </summary>
/// <param name="Language">Of all texts.</param>
/// <param name="Subject">One line; the headline too.</param>
/// <param name="Preview">One sentence that inboxes show beside the subject.</param>
/// <param name="Blocks">From top to bottom. Regards and the provider's name follow by themselves.</param>
public sealed record MailContent(Language Language, string Subject, string Preview, params IReadOnlyList<MailBlock> Blocks);

/// <summary>A part of a mail.</summary>
public abstract record MailBlock;

/// <summary>The first line.</summary>
/// <param name="Name">First and last name: right for everybody, without guessing a title. Null where it is not known.</param>
public sealed record Greeting(string? Name = null) : MailBlock;

/// <summary>A paragraph.</summary>
public sealed record Paragraph(string Text) : MailBlock;

/// <summary>A few points, one line or two each.</summary>
public sealed record Points(params IReadOnlyList<string> Texts) : MailBlock;

/// <summary>Names and values, as a small table.</summary>
public sealed record Facts(params IReadOnlyList<(string Label, string Value)> Rows) : MailBlock;

/// <summary>The one thing to click. A mail has at most one, so that it cannot be mistaken.</summary>
public sealed record Link(string Label, Uri Target) : MailBlock;

/// <summary>What somebody else wrote; keeps its line breaks.</summary>
public sealed record Quote(string Text) : MailBlock;

/// <summary>Small print.</summary>
public sealed record Note(string Text) : MailBlock;
