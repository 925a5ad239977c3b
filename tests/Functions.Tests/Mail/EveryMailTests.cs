using System.Net;
using System.Text.RegularExpressions;
using Accounts.AccountRequests;
using Accounts.Invitations;
using Accounts.Mail;
using Accounts.Members;
using Accounts.Organizations;

namespace Accounts.Tests.Mail;

/// <summary>What holds for every mail that there is, in each language.</summary>
public partial class EveryMailTests
{
    private const string Organization = "Müller & Söhne <GmbH> \"Süd\"";
    private const string Inviter = "Žofia O'Neill";
    private const string Name = "José Ørsted";
    private const string Email = "josé@müller-söhne.example";
    private const string Number = "1234567";
    private const string Reason = "Die Firma ist nicht im Register zu finden.";
    private const string Day = "2026";

    private static readonly Uri Portal = new("https://portal.example.com/");
    private static readonly Uri Answer = new PortalOptions { BaseUrl = Portal }.Invitation("Ab3_-" + new string('x', 38));
    private static readonly DateTimeOffset Time = new(2026, 12, 5, 12, 0, 0, TimeSpan.Zero);

    // By kind: the mail, its link, and what it must say.
    private static readonly Dictionary<string, (Func<Language, MailContent> Mail, Uri? Link, string[] Says)> Kinds = new()
    {
        ["welcome"] = (l => WelcomeMail.For(l, Name, Organization, Number, Portal), Portal, [Name, Organization, Number]),
        ["invitation"] = (l => InvitationMails.Member(l, Inviter, Organization, Role.Billing, Time, Answer), Answer, [Inviter, Organization, Day]),
        ["owner invitation"] = (l => InvitationMails.Owner(l, Name, Organization, Time, Answer), Answer, [Name, Organization, Day]),
        ["first reminder"] = (l => InvitationMails.FirstReminder(l, Organization, Time, Answer), Answer, [Organization, Day]),
        ["second reminder"] = (l => InvitationMails.SecondReminder(l, Organization, Time, Answer), Answer, [Organization, Day]),
        ["accepted"] = (l => InvitationNotices.Accepted(l, Inviter, Email, Organization), null, [Inviter, Email, Organization]),
        ["declined"] = (l => InvitationNotices.Declined(l, Inviter, Email, Organization), null, [Inviter, Email, Organization]),
        ["expired"] = (l => InvitationNotices.Expired(l, Inviter, Email, Organization, Time), null, [Inviter, Email, Organization, Day]),
        ["undeliverable"] = (l => InvitationNotices.Undeliverable(l, Inviter, Email, Organization), null, [Inviter, Email, Organization]),
        ["request received"] = (l => AccountRequestMails.Received(l, "r-17", Name, Email, Organization, "Rue de l'Été 3, 75001 Paris, FR", Time, "Bonjour !\n\nÀ bientôt"), null,
            ["r-17", Name, Email, Organization, "Rue de l'Été 3, 75001 Paris, FR", Day, "Bonjour !", "À bientôt"]),
        ["approved"] = (l => AccountRequestMails.Approved(l, Name, Organization, Number, Portal), Portal, [Name, Organization, Number]),
        ["rejected"] = (l => AccountRequestMails.Rejected(l, Name, Organization, Reason), null, [Name, Organization, Reason]),
    };

    public static TheoryData<string, Language> All
    {
        get
        {
            var all = new TheoryData<string, Language>();
            foreach (var kind in Kinds.Keys)
            {
                all.Add(kind, Language.German);
                all.Add(kind, Language.English);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_says_what_it_is_about_in_both_forms(string kind, Language language)
    {
        var mail = Kinds[kind].Mail(language);

        var text = Blanks().Replace(Text(mail), " ");
        var html = Blanks().Replace(Read(Html(mail)), " ");
        Assert.All(Kinds[kind].Says, said =>
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
            Assert.Contains(said, html, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_has_no_link_but_its_own(string kind, Language language)
    {
        var mail = Kinds[kind].Mail(language);

        string[] expected = Kinds[kind].Link is { } link ? [link.AbsoluteUri] : [];
        Assert.Equal(expected, Addresses().Matches(Text(mail)).Select(match => match.Value));
        Assert.Equal(expected, Addresses().Matches(Html(mail)).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_left_unfilled_or_too_long(string kind, Language language)
    {
        var mail = Kinds[kind].Mail(language);

        Assert.Equal(language, mail.Language);
        Assert.False(string.IsNullOrWhiteSpace(mail.Preview));
        Assert.DoesNotMatch(@"[{}]|\bnull\b|  ", mail.Subject + mail.Preview);
        Assert.DoesNotMatch(@"[{}]|\bnull\b", Text(mail));
        Assert.DoesNotMatch(@"[{}]|\bnull\b", Read(Html(mail)));
        Assert.All(Text(mail).Split('\n'), line => Assert.True(line.Length <= 76 || line.StartsWith("https://", StringComparison.Ordinal), line));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_written_in_its_language(string kind, Language language)
    {
        var text = Text(Kinds[kind].Mail(language));

        var (own, other) = (@"\b(Ihre?n?|Sie|eine)\b", @"\b(the|your?|has)\b");
        if (language == Language.English)
            (own, other) = (other, own);
        Assert.Matches(own, text);
        Assert.DoesNotMatch(other, text.Replace(Reason, "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_request_without_a_message_has_no_empty_quote() => Assert.DoesNotContain(
        AccountRequestMails.Received(Language.German, "r-17", Name, Email, Organization, "Paris", Time, " ").Blocks, block => block is Quote);

    [Fact]
    public void Every_role_has_a_name_in_both_languages() => Assert.All(Enum.GetValues<Role>(), role =>
    {
        Assert.Contains("Rolle", Text(InvitationMails.Member(Language.German, Inviter, Organization, role, Time, Answer)), StringComparison.Ordinal);
        Assert.Contains("role", Text(InvitationMails.Member(Language.English, Inviter, Organization, role, Time, Answer)), StringComparison.Ordinal);
    });

    private static string Text(MailContent mail) => PlainTextMail.Render(mail, "Example Hosting");

    private static string Html(MailContent mail) => HtmlMail.Render(mail, "Example Hosting");

    // What is left to read: without styles, comments and tags.
    private static string Read(string html) => WebUtility.HtmlDecode(Markup().Replace(html, " "));

    [GeneratedRegex("<style>.*?</style>|<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(\n>|\s)+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\w+://[^\s""<]+")]
    private static partial Regex Addresses();
}
