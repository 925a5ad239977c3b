using System.Text.RegularExpressions;
using Accounts.Extranet.Reports;

namespace Accounts.Tests.Extranet;

/// <summary>The HTML that reports become.</summary>
public sealed partial class MarkdownTests
{
    private const string Harmless =
        "^</?(h[1-6]|p|br|hr|strong|em|blockquote|ul|ol|li|code|pre|a|table|thead|tbody|tr|th|td)"
        + """( href="(https://|mailto:)[^"]*" rel="noopener noreferrer nofollow")?>$""";

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>")]
    [InlineData("<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>")]
    [InlineData("<iframe src=\"https://evil.example\"></iframe>")]
    [InlineData("<style>*{background:url(https://evil.example)}</style>")]
    [InlineData("<p style=\"background:url(javascript:alert(1))\">x</p>")]
    [InlineData("<a href=\"https://ok.example\" onclick=\"alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](http://evil.example)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/api/accounts)")]
    [InlineData("[x](#top)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    [InlineData("[x](https://ok.example \"\\\" onmouseover=alert(1) \\\"\")")]
    [InlineData("`</code><script>alert(1)</script>`")]
    [InlineData("```html\" onload=\"alert(1)\n<script>alert(1)</script>\n```")]
    [InlineData("| a |\n|---|\n| <script>alert(1)</script> |")]
    [InlineData("<base href=\"https://evil.example/\">")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=https://evil.example\">")]
    [InlineData("<form action=https://evil.example><input name=a><button>x</button></form>")]
    [InlineData("<object data=\"data:text/html,x\"></object><embed src=x>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->")]
    public void An_attack_comes_out_harmless(string markdown)
    {
        var html = Markdown.ToHtml(markdown);

        // Only allowed tags are left, and their only attribute is a link of one of two kinds.
        foreach (Match tag in Tag().Matches(html))
            Assert.Matches(Harmless, tag.Value);
    }

    [Fact]
    public void What_is_meant_well_is_shown()
    {
        var html = Markdown.ToHtml(
            "# Titel\n\n**fett** [Plan](https://ok.example/a?b=c&d=e) <team@ok.example>\n\n- eins\n\n"
            + "| a | b |\n|---|---|\n| 1 < 2 | `x` |\n");

        Assert.Contains("<h1>Titel</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>fett</strong>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"https://ok.example/a?b=c&amp;d=e\" rel=\"noopener noreferrer nofollow\">Plan</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"mailto:team@ok.example\"", html, StringComparison.Ordinal);
        Assert.Contains("<li>eins</li>", html, StringComparison.Ordinal);
        Assert.Contains("<td>1 &lt; 2</td>", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]*>?")]
    private static partial Regex Tag();
}
