using System.Net;
using System.Text.RegularExpressions;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Billing.Subscriptions;
using Accounts.Customers.AccountRequests;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.SelfService;
using Accounts.Extranet.Budgets;
using Accounts.Extranet.Opening;
using Accounts.Extranet.Reports;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Relations.Partners;
using Accounts.Relations.SubAccounts;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Tests.Billing.Subscriptions;
using Accounts.Tests.Platform.Documents;

namespace Accounts.Tests.Platform.Mail;

/// <summary>Rules for every mail, in each language.</summary>
public partial class EveryMailTests
{
    private const string Organization = "Müller & Söhne <GmbH> \"Süd\"";
    private const string Inviter = "Žofia O'Neill";
    private const string Name = "José Ørsted";
    private const string Email = "josé@müller-söhne.example";
    private const string Number = "1234567";
    private const string Reason = "Die Firma ist nicht im Register zu finden.";
    private const string Address = "Rue de l'Été 3, 75001 Paris, FR";
    private const string Day = "2026";

    private static readonly Uri Portal = new("https://portal.example.com/");
    private static readonly Uri Answer = new PortalOptions { BaseUrl = Portal }.Invitation("Ab3_-" + new string('x', 38));
    private static readonly Uri Dashboard = new PortalOptions { BaseUrl = Portal }.Dashboard(Number);
    private static readonly DateTimeOffset Time = new(2026, 12, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Grant[] Accesses =
    [
        .. Enum.GetValues<Product>().Select((product, n) => new Grant(product, RightCatalog.On(product)[n % 2], new DateOnly(2028, 6, 30))),
    ];

    private static readonly Words Usual = new(Organization, Inviter, Name, Address, "Bonjour !\n\nÀ bientôt", Reason);

    // By kind: the mail, its link, and the texts that it must contain.
    private static readonly Dictionary<string, (Func<Language, Words, MailContent> Mail, Uri? Link, string[] Says)> Kinds = new()
    {
        ["welcome"] = ((l, w) => WelcomeMail.For(l, w.Name, w.Organization, Number, Portal), Portal, [Name, Organization, Number]),
        ["invitation"] = (
            (l, w) => InvitationMails.Member(l, w.Inviter, w.Organization, Role.Billing, Time, Answer),
            Answer,
            [Inviter, Organization, Day]),
        ["owner invitation"] = (
            (l, w) => InvitationMails.Owner(l, w.Name, w.Organization, Time, Answer), Answer, [Name, Organization, Day]),
        ["first reminder"] = ((l, w) => InvitationMails.FirstReminder(l, w.Organization, Time, Answer), Answer, [Organization, Day]),
        ["second reminder"] = ((l, w) => InvitationMails.SecondReminder(l, w.Organization, Time, Answer), Answer, [Organization, Day]),
        ["accepted"] = ((l, w) => InvitationNotices.Accepted(l, w.Inviter, Email, w.Organization), null, [Inviter, Email, Organization]),
        ["declined"] = ((l, w) => InvitationNotices.Declined(l, w.Inviter, Email, w.Organization), null, [Inviter, Email, Organization]),
        ["expired"] = (
            (l, w) => InvitationNotices.Expired(l, w.Inviter, Email, w.Organization, Time), null, [Inviter, Email, Organization, Day]),
        ["undeliverable"] = (
            (l, w) => InvitationNotices.Undeliverable(l, w.Inviter, Email, w.Organization), null, [Inviter, Email, Organization]),
        ["request received"] = (
            (l, w) => AccountRequestMails.Received(l, "r-17", w.Name, Email, w.Organization, w.Address, Time, w.Message), null,
            ["r-17", Name, Email, Organization, Address, Day, "Bonjour !", "À bientôt"]),
        ["approved"] = (
            (l, w) => AccountRequestMails.Approved(l, w.Name, w.Organization, Number, Portal), Portal, [Name, Organization, Number]),
        ["licenses delivered"] = (
            (l, w) => LicenseMails.Delivered(l, new("1234567-1", "PO-2026-0815", w.Organization), ["2 × " + w.Name], Portal),
            Portal,
            ["1234567-1", "PO-2026-0815", Organization, Name]),
        ["verification reminder"] = (
            (l, w) =>
                LicenseMails.Reminder(l, last: false, new("1234567-1", null, w.Organization), w.Name, Email, "Example Software", Portal),
            Portal,
            ["1234567-1", Name, Email, "Example Software"]),
        ["last verification reminder"] = (
            (l, w) =>
                LicenseMails.Reminder(l, last: true, new("1234567-1", null, w.Organization), w.Name, Email, "Example Software", Portal),
            Portal,
            ["1234567-1", Name, Email]),
        ["licenses failed"] = (
            (l, w) => LicenseMails.Failed(l, new("1234567-1", null, w.Organization), ["2 × " + w.Name], Portal),
            Portal,
            ["1234567-1", Name]),
        ["licenses failed, for sales"] = (
            (l, w) =>
                LicenseMails.FailedForSales(l, new("1234567-1", null, w.Organization), ["2 × " + w.Name], ["licenses-001-withdrawn-001"]),
            null,
            ["1234567-1", Organization, Name, "licenses-001-withdrawn-001"]),
        ["verification overdue"] = (
            (l, w) => LicenseMails.OverdueForSales(l, new("1234567-1", null, w.Organization)), null, ["1234567-1", Organization, "30"]),
        ["vendor trouble"] = (
            (l, w) => LicenseMails.TroubleForSales(l, new("1234567-1", null, w.Organization)), null, ["1234567-1", Organization]),
        ["invoices rerouted, to a legal representative"] = (
            (l, w) =>
                InvoiceReroutingMails.ToRepresentative(
                    new(l, w.Organization, "1234567"), new(App.Start, "alt@palmer.example", "neu@palmer.example", null), null),
            null,
            ["1234567", Organization, "neu@palmer.example"]),
        ["invoices rerouted, to the former address"] = (
            (l, w) =>
                InvoiceReroutingMails.ToFormerAddress(
                    new(l, w.Organization, "1234567"), new(App.Start, "alt@palmer.example", "neu@palmer.example", null)),
            null,
            ["1234567", Organization, "n…@palmer.example"]),
        ["order confirmation to the customer instead"] = (
            (l, w) =>
                OrderMails.Redirected(
                    OrderMails.Confirmation(Ordered(l, w), Portal)),
            Portal,
            ["1234567-1", Organization, "PO-17", "EUR"]),
        ["order confirmation"] = (
            (l, w) => OrderMails.Confirmation(Ordered(l, w), Portal), Portal, ["1234567-1", Organization, "PO-17", "EUR"]),
        ["layout wish"] = (
            (l, w) => OrderMails.LayoutWish(l, "1234567-1", w.Organization, w.Message),
            null,
            ["1234567-1", Organization, "Bonjour !", "À bientôt"]),
        ["services to team"] = (
            (l, w) => ServiceMails.ToTeam(l, "1234567-1", w.Organization, w.Name, Email, "+49891234567", ["10 Std."]),
            null,
            ["1234567-1", Organization, Name, Email, "+49891234567", "10 Std."]),
        ["services to customer"] = (
            (l, w) => ServiceMails.ToCustomer(l, "1234567-1", w.Name, ["Netzwerk", "Kabel"]), null, ["1234567-1", Name, "Netzwerk, Kabel"]),
        ["appointments called off"] = ((l, w) => DismissalMails.CalledOff(l, "1234567-1", w.Name), null, ["1234567-1", Name]),
        ["services cancelled"] = (
            (l, w) => DismissalMails.CancelledToTeam(l, "1234567-1", w.Organization, hasFiles: true), null, ["1234567-1", Organization]),
        ["appointment to customer"] = (
            (l, w) => ServiceMails.Appointment(l, "1234567-1", w.Name, w.Organization, Meeting(w)),
            null,
            ["1234567-1", Name, Day, Address, "À bientôt"]),
        ["appointment to team"] = (
            (l, w) => ServiceMails.Appointment(l, "1234567-1", null, w.Organization, Meeting(w)),
            null,
            ["1234567-1", Organization, Day, Address, "À bientôt"]),
        ["performance record"] = (
            (l, w) => ServiceMails.Submitted(l, "1234567-1", w.Name, Record(w), Samples.Lines(3)),
            null,
            ["1234567-1", Name, Day, "À bientôt"]),
        ["performance record reminder"] = (
            (l, w) => ServiceMails.Reminder(l, "1234567-1", w.Name, Record(w)), null, ["1234567-1", Name, Day]),
        ["performance record disputed"] = (
            (l, w) => ServiceMails.Disputed(l, "1234567-1", w.Organization, new DateOnly(2026, 12, 1), w.Reason),
            null,
            ["1234567-1", Organization, Day, Reason]),
        ["partner's request"] = (
            (l, w) =>
                CustomerRequestMails.Request(
                    l, w.Inviter, w.Organization, new CustomerRequest(w.Name, Accesses, AutoExtend: true, w.Message), Time, Answer),
            Answer,
            [Inviter, Organization, Name, Day, "Cloud", "2028", "À bientôt"]),
        ["partner's request reminded"] = (
            (l, w) => CustomerRequestMails.Reminder(l, isLast: false, w.Organization, Time, Answer), Answer, [Organization, Day]),
        ["partner's request reminded again"] = (
            (l, w) => CustomerRequestMails.Reminder(l, isLast: true, w.Organization, Time, Answer), Answer, [Organization, Day]),
        ["partner's request declined"] = (
            (l, w) => CustomerRequestMails.Outcome(l, w.Inviter, w.Organization, Email, InvitationState.Declined),
            null,
            [Inviter, Organization, Email]),
        ["partner's request expired"] = (
            (l, w) => CustomerRequestMails.Outcome(l, w.Inviter, w.Organization, Email, InvitationState.Expired),
            null,
            [Inviter, Organization, Email]),
        ["partner's request undeliverable"] = (
            (l, w) => CustomerRequestMails.Outcome(l, w.Inviter, w.Organization, Email, InvitationState.Pending),
            null,
            [Inviter, Organization, Email]),
        ["review"] = (
            (l, w) => PartnershipMails.Review(l, w.Name, w.Organization, Number, Accesses, days: 0, Portal),
            Portal,
            [Name, Organization, Number, "2028"]),
        ["review reminded"] = (
            (l, w) => PartnershipMails.Review(l, w.Name, w.Organization, Number, Accesses, days: 3, Portal),
            Portal,
            [Name, Organization, Number, "2028"]),
        ["grants changed"] = (
            (l, w) => PartnershipMails.Changed(l, w.Name, w.Organization, Number, Accesses, Portal),
            Portal,
            [Name, Organization, Number, "2028"]),
        ["grants end, to the customer"] = (
            (l, w) => PartnershipMails.EndNotice(l, w.Name, w.Organization, toCustomer: true, Accesses, extends: false, Portal),
            Portal,
            [Name, Organization, "2028"]),
        ["grants end, to the partner"] = (
            (l, w) => PartnershipMails.EndNotice(l, w.Name, w.Organization, toCustomer: false, Accesses, extends: false, Portal),
            Portal,
            [Name, Organization, "2028"]),
        ["grants extended, to the customer"] = (
            (l, w) => PartnershipMails.EndNotice(l, w.Name, w.Organization, toCustomer: true, Accesses, extends: true, Portal),
            Portal,
            [Name, Organization, "2028"]),
        ["grants extended, to the partner"] = (
            (l, w) => PartnershipMails.EndNotice(l, w.Name, w.Organization, toCustomer: false, Accesses, extends: true, Portal),
            Portal,
            [Name, Organization, "2028"]),
        ["partnership ended by the customer"] = (
            (l, w) => PartnershipMails.Ended(l, w.Name, w.Organization, w.Inviter, PartnershipEnd.Customer),
            null,
            [Name, Organization, Inviter]),
        ["partnership ended by the partner"] = (
            (l, w) => PartnershipMails.Ended(l, w.Name, w.Organization, w.Inviter, PartnershipEnd.Partner),
            null,
            [Name, Organization, Inviter]),
        ["partnership ended with the status"] = (
            (l, w) => PartnershipMails.Ended(l, w.Name, w.Organization, w.Inviter, PartnershipEnd.PartnerStatus),
            null,
            [Name, Organization, Inviter]),
        ["partnership not begun"] = (
            (l, w) => PartnershipMails.Ended(l, w.Name, w.Organization, w.Inviter, PartnershipEnd.TooManyPartners),
            null,
            [Name, Organization, Inviter]),
        ["link asked"] = (
            (l, w) => LinkMails.Asked(l, w.Name, w.Inviter, w.Organization, Number, Time, Answer),
            Answer,
            [Name, Inviter, Organization, Number, Day]),
        ["link first reminder"] = (
            (l, w) => LinkMails.FirstReminder(l, w.Organization, Number, Time, Answer), Answer, [Organization, Number, Day]),
        ["link second reminder"] = (
            (l, w) => LinkMails.SecondReminder(l, w.Organization, Number, Time, Answer), Answer, [Organization, Number, Day]),
        ["linked"] = ((l, w) => LinkNotices.Linked(l, w.Inviter, w.Organization, Number), null, [Inviter, Organization, Number]),
        ["link declined"] = ((l, w) => LinkNotices.Declined(l, w.Inviter, w.Organization, Number), null, [Inviter, Organization, Number]),
        ["link expired"] = ((l, w) => LinkNotices.Expired(l, w.Inviter, w.Organization, Number), null, [Inviter, Organization, Number]),
        ["link undeliverable"] = (
            (l, w) => LinkNotices.Undeliverable(l, w.Inviter, w.Organization, Number), null, [Inviter, Organization, Number]),
        ["sub-account ordered"] = (
            (l, w) => SubAccountMails.Received(l, w.Inviter, w.Organization, Number, w.Name, Time, [new("SIP-TRUNK-30", 2)]),
            null,
            [Inviter, Organization, Number, Name, Day, "2 × SIP-TRUNK-30"]),
        ["sub-account ordered, to sales"] = (
            (l, w) => SubAccountMails.OrderedToSales(l, "1234567-1", w.Organization, w.Name, Number, [new("SIP-TRUNK-30", 2)]),
            null,
            ["1234567-1", Organization, Number, Name, "2 × SIP-TRUNK-30"]),
        ["sub-account cancelled, to sales"] = (
            (l, w) => SubAccountMails.CancelledToSales(l, "1234567-1", w.Organization, Number), null, ["1234567-1", Organization, Number]),
        ["sub-account active"] = (
            (l, w) => SubAccountMails.ActiveToMainAccount(l, w.Inviter, w.Organization, Number, w.Name, Dashboard),
            Dashboard,
            [Inviter, Organization, Number, Name]),
        ["location active"] = (
            (l, w) => SubAccountMails.ActiveToLocation(l, w.Name, w.Organization, Number, Dashboard),
            Dashboard,
            [Name, Organization, Number]),
        ["prices change"] = (
            (l, w) =>
                SubscriptionMails.PricesChange(
                    l,
                    w.Organization,
                    [
                        new(
                            "1234567-1-line-001",
                            new(w.Name, w.Name),
                            new DateOnly(2026, 12, 1),
                            new Money(100, "EUR"),
                            new Money(123_456, "EUR")),
                    ],
                    Dashboard),
            Dashboard,
            [Organization, Name, Day, "EUR"]),
        ["recurring price cancelled"] = (
            (l, w) => SubscriptionMails.Cancelled(l, w.Organization, Ended(w), Dashboard),
            Dashboard,
            [Organization, Name, "1234567-1", Day]),
        ["extranet opened"] = ((l, w) => ExtranetMails.Changed(l, w.Organization, Number, isOpening: true), null, [Organization, Number]),
        ["extranet ended"] = ((l, w) => ExtranetMails.Changed(l, w.Organization, Number, isOpening: false), null, [Organization, Number]),
        ["report published"] = (
            (l, w) =>
                ReportMails.Published(
                    l,
                    w.Name,
                    w.Organization,
                    new(w.Inviter, null, null, new(2026, 12, 1), new(2026, 12, 31), ReportStatus.AtRisk),
                    Portal),
            Portal,
            [Name, Organization, Inviter, Day]),
        ["budget alert"] = (
            (l, w) =>
                BudgetMails.Alert(
                    l,
                    w.Name,
                    new(w.Inviter, "1234567-1", BudgetUnit.Amount, 200_000, "EUR", new(2026, 12, 1), new(2026, 12, 31), [50]),
                    new(50, new BudgetUse(100_000, 0, 150_000, []), Portal)),
            Portal,
            [Name, Inviter, "1234567-1", "50 %", "EUR"]),
        ["rejected"] = ((l, w) => AccountRequestMails.Rejected(l, w.Name, w.Organization, w.Reason), null, [Name, Organization, Reason]),
    };

    // Mails to the provider's own staff, who read German or English.
    private static readonly HashSet<string> ForProvider =
    [
        "request received", "licenses failed, for sales", "verification overdue", "vendor trouble", "layout wish", "services to team",
        "services cancelled", "performance record disputed", "sub-account ordered, to sales", "sub-account cancelled, to sales",
        "extranet opened", "extranet ended",
    ];

    // Words of one language only. Every mail contains at least one of them.
    private static readonly Dictionary<Language, string> Marks = new()
    {
        [Language.German] = @"\b(Ihre?n?|Sie|eine)\b",
        [Language.English] = @"\b(the|your?|has)\b",
        [Language.French] = @"\b(vous|votre|vos|nous|une|est|les|au|du|dans)\b",
        [Language.Italian] = @"\b(Suo|Sua|Suoi|Sue|Lei|[Dd]ell?a?|[Nn]ell?a?|gli|è|può)\b",
    };

    private static Language[] LanguagesOf(string kind) =>
        ForProvider.Contains(kind) ? [Language.German, Language.English] : Enum.GetValues<Language>();

    private static Order Ordered(Language language, Words words)
    {
        var order = Samples.Order(Samples.Lines(1), language);
        var company = order.Customer.Company with { Name = words.Organization };
        return order with { Customer = order.Customer with { Company = company }, PurchaseOrderNumber = "PO-17" };
    }

    private static Subscription Ended(Words words) =>
        Subscribed.From(new(2026, 1, 1)) with { Name = new(words.Name, words.Name), EndsOn = new DateOnly(2026, 12, 31) };

    public static TheoryData<string, Language> All
    {
        get
        {
            var all = new TheoryData<string, Language>();
            foreach (var kind in Kinds.Keys)
            {
                foreach (var language in LanguagesOf(kind))
                    all.Add(kind, language);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_says_what_it_is_about_in_both_forms(string kind, Language language)
    {
        var mail = Kinds[kind].Mail(language, Usual);

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
        var mail = Kinds[kind].Mail(language, Usual);

        string[] expected = Kinds[kind].Link is { } link ? [link.AbsoluteUri] : [];
        Assert.Equal(expected, Addresses().Matches(Text(mail)).Select(match => match.Value));
        Assert.Equal(expected, Addresses().Matches(Html(mail)).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_that_a_stranger_chose_becomes_a_link(string kind, Language language)
    {
        foreach (var address in (string[])["www.evil.example", "evil.example/login", "https://evil.example/", "Evil.Example:443/a@b.de", "www.evil.example@b.de", "evil\u3002example", "evil.1.example"])
        {
            var mail = Kinds[kind].Mail(
                language, new Words($"Firma {address} AG", $"({address})", address, address, $"Gehe zu\n{address}!", $"{address}, bitte"));

            // Mail programs make links of text that looks like a domain or begins with a scheme. The mail's own link has another host.
            foreach (var form in (string[])[MailText.Line(mail.Subject), Text(mail), Read(Html(mail))])
            {
                Assert.DoesNotMatch(@"(?i)evil[.\u3002]\w|www\.\w|://evil", form);
                Assert.True(
                    form == MailText.Line(mail.Subject)
                        || form.Replace("\u200b", "", StringComparison.Ordinal).Contains(address, StringComparison.Ordinal),
                    form);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_left_unfilled_or_too_long(string kind, Language language)
    {
        var mail = Kinds[kind].Mail(language, Usual);

        Assert.Equal(language, mail.Language);
        Assert.False(string.IsNullOrWhiteSpace(mail.Preview));
        Assert.DoesNotMatch(@"[{}]|\bnull\b|  ", mail.Subject + mail.Preview);
        Assert.DoesNotMatch(@"[{}]|\bnull\b", Text(mail));
        Assert.DoesNotMatch(@"[{}]|\bnull\b", Read(Html(mail)));
        Assert.All(
            Text(mail).Split('\n'), line => Assert.True(line.Length <= 76 || line.StartsWith("https://", StringComparison.Ordinal), line));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_written_in_its_language(string kind, Language language)
    {
        var text = Text(Kinds[kind].Mail(language, Usual)).Replace(Reason, "", StringComparison.Ordinal);

        Assert.Matches(Marks[language], text);
        Assert.All(Marks.Where(other => other.Key != language), other => Assert.DoesNotMatch(other.Value, text));
    }

    [Fact]
    public void A_request_without_a_message_has_no_empty_quote() => Assert.DoesNotContain(
        AccountRequestMails.Received(Language.German, "r-17", Name, Email, Organization, "Paris", Time, " ").Blocks,
        block => block is Quote);

    [Theory]
    [InlineData(
        Role.LegalRepresentative,
        "Rechtlich verantwortliche Person", "Legal representative", "Représentant légal", "Rappresentante legale")]
    [InlineData(Role.Admin, "Administration", "Administration", "Administration", "Amministrazione")]
    [InlineData(Role.Employee, "Mitarbeit", "Staff", "Collaboration", "Collaborazione")]
    [InlineData(Role.Billing, "Abrechnung", "Billing", "Facturation", "Fatturazione")]
    public void Every_role_has_a_name_in_each_language(Role role, string german, string english, string french, string italian)
    {
        Assert.Contains(("Ihre Rolle", german), Rows(Language.German));
        Assert.Contains(("Your role", english), Rows(Language.English));
        Assert.Contains(("Votre rôle", french), Rows(Language.French));
        Assert.Contains(("Il Suo ruolo", italian), Rows(Language.Italian));

        IEnumerable<(string, string)> Rows(Language language) =>
            InvitationMails.Member(
                language, Inviter, Organization, role, Time, Answer).Blocks.OfType<Facts>().SelectMany(facts => facts.Rows);
    }

    [Fact]
    public void No_role_is_without_a_name() => Assert.All(Enum.GetValues<Role>(), role =>
        Assert.All(Enum.GetValues<Language>(), language => Assert.NotEqual("", RoleNames.Of(role, language).Trim())));

    private static string Text(MailContent mail) => PlainTextMail.Render(mail, "Example Hosting");

    private static string Html(MailContent mail) => HtmlMail.Render(mail, "Example Hosting");

    // The visible text: without styles, comments and tags.
    private static string Read(string html) => WebUtility.HtmlDecode(Markup().Replace(html, " "));

    [GeneratedRegex("<style>.*?</style>|<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(\n>|\s)+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\w+://[^\s""<]+")]
    private static partial Regex Addresses();

    private static Appointment Meeting(Words words) =>
        new("1", Time, Time.AddHours(2), "Europe/Vienna", words.Address, words.Message, Time, "u");

    private static PerformanceRecord Record(Words words) => new()
    {
        Id = "1",
        Date = new DateOnly(2026, 12, 1),
        Work = [new(3, 2.5m, words.Message)],
        State = RecordState.Submitted,
        SubmittedAt = Time,
        SubmittedBy = "u",
    };

    // Texts that strangers choose.
    private sealed record Words(string Organization, string Inviter, string Name, string Address, string Message, string Reason);
}
