using System.Text.Encodings.Web;
using System.Text.Unicode;
using Accounts.Platform.Values;

namespace Accounts.Platform.Mail;

/// <summary>
/// Renders a mail as HTML that works in all mail programs: tables for the layout, inline styles, no external resources.
/// 600 pixels wide, narrower on a phone. In programs that support it, the style sheet in the head adds dark colours, and on
/// phones puts each label above its value.
/// </summary>
public static class HtmlMail
{
    private const string Text = "margin:0 0 16px;font-size:16px;line-height:24px;color:#1f2933;";
    private const string Small = "margin:0 0 16px;font-size:13px;line-height:20px;color:#5f6b7a;";
    // Long names and addresses must not make a mail wider than a phone's screen. Labels are our own and short, so they are not broken.
    private const string Breaks = "overflow-wrap:anywhere;word-break:break-word;";
    private const string Whole = "overflow-wrap:normal;word-break:normal;";
    private const string Fonts = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    // Letters of all scripts stay readable in the source. Characters with a meaning in HTML and invisible ones are escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The whole document.</summary>
    /// <param name="content">The content.</param>
    /// <param name="provider">The provider's name, as the signature.</param>
    public static string Render(MailContent content, string provider) => $$"""
        <!DOCTYPE html>
        <html lang="{{Languages.CodeOf(content.Language)}}" dir="ltr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
        <title>{{Encode(content.Subject)}}</title>
        <style>
        :root { color-scheme: light dark; }
        @media (prefers-color-scheme: dark) {
        .page { background-color: #14181d !important; }
        .card { background-color: #1e242b !important; border-color: #333c46 !important; }
        .text { color: #e6eaee !important; }
        .small { color: #a3adb8 !important; }
        .line { border-color: #333c46 !important; }
        .button { background-color: #2f6fd6 !important; }
        }
        @media (max-width: 480px) {
        .label, .value { display: block !important; width: auto !important; padding-right: 0 !important; }
        .label { padding-bottom: 0 !important; }
        .value { padding-top: 0 !important; border-top: 0 !important; }
        }
        </style>
        </head>
        <body class="page" style="margin:0;padding:0;background-color:#f2f4f6;{{Fonts}}">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{{Encode(content.Preview)}}</div>
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f4f6;">
        <tr><td align="center" style="padding:24px 12px;">
        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;{{Fonts}}">
        <tr><td class="small" align="left" style="padding:0 8px 12px;font-size:14px;line-height:20px;font-weight:bold;color:#5f6b7a;">{{Encode(provider)}}</td></tr>
        <tr><td class="card" align="left" style="padding:32px 28px 16px;background-color:#ffffff;border:1px solid #dfe3e8;border-radius:8px;{{Breaks}}">
        <h1 class="text" style="margin:0 0 20px;font-size:22px;line-height:30px;font-weight:bold;color:#1f2933;">{{Encode(content.Subject)}}</h1>
        {{string.Join('\n', content.Blocks.Select(block => Render(block, content.Language)))}}
        <p class="text" style="{{Text}}">{{Encode(MailText.Regards(content.Language))}}<br>{{Encode(provider)}}</p>
        </td></tr>
        </table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr>
        </table>
        </body>
        </html>

        """;

    private static string Render(MailBlock block, Language language) => block switch
    {
        Greeting greeting => Paragraph(MailText.Greeting(greeting.Name, language)),
        Paragraph paragraph => Paragraph(paragraph.Text),
        Note note => $"""<p class="small" style="{Small}">{Encode(note.Text)}</p>""",
        Points points => $"""
            <ul class="text" style="{Text}padding:0 0 0 22px;">
            {string.Join('\n', points.Texts.Select(text => $"""<li style="margin:0 0 8px;">{Encode(text)}</li>"""))}
            </ul>
            """,
        Facts facts => $"""
            <table class="line" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border-bottom:1px solid #dfe3e8;">
            {string.Join('\n', facts.Rows.Select(row => Row(row.Label, row.Value)))}
            </table>
            """,
        Link link => Button(link),
        Quote quote => $"""
            <blockquote class="text line" dir="auto" style="{Text}padding:4px 0 4px 14px;border-left:3px solid #dfe3e8;">{string.Join("<br>\n", MailText.Lines(quote.Text).Select(Encoder.Encode))}</blockquote>
            """,
        _ => throw new NotSupportedException($"No HTML for {block.GetType().Name}."),
    };

    private static string Paragraph(string text) => $"""<p class="text" style="{Text}">{Encode(text)}</p>""";

    private static string Row(string label, string value)
    {
        const string head = Whole + "padding-right:16px;font-weight:normal;color:#5f6b7a;";
        const string cell =
            "padding:9px 0;border-top:1px solid #dfe3e8;font-size:15px;line-height:22px;text-align:left;vertical-align:top;";
        return $"""
            <tr>
            <th scope="row" class="label small line" width="35%" style="{cell}{head}">{Encode(label)}</th>
            <td class="value text line" dir="auto" style="{cell}color:#1f2933;{Breaks}">{Encode(value)}</td>
            </tr>
            """;
    }

    // Outlook uses the padding of the cell, all other programs that of the link. So the button is clickable up to its edge.
    private static string Button(Link link) => $"""
        <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;">
        <tr><td class="button" bgcolor="#1d5bbf" style="background-color:#1d5bbf;border-radius:6px;mso-padding-alt:13px 26px;"><a href="{Encoder.Encode(link.Target.AbsoluteUri)}" style="display:inline-block;padding:13px 26px;font-size:16px;line-height:20px;font-weight:bold;color:#ffffff;text-decoration:none;">{Encode(link.Label)}</a></td></tr>
        </table>
        """;

    private static string Encode(string text) => Encoder.Encode(MailText.Line(text));
}
