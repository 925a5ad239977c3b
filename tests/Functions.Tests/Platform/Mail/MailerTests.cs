using System.Text;
using Accounts.Emulator.Email;
using Accounts.Platform.Mail;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Accounts.Tests.Platform.Telemetry;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Platform.Mail;

public sealed class MailerTests : IDisposable
{
    private static readonly MailContent Content = new(Language.German, "Grüße", "Vorschau", new Greeting("Anna Müller"));

    private readonly DirectoryInfo _outbox = Directory.CreateTempSubdirectory("outbox-");
    private readonly Guid _id = OperationId.Of("process", "welcome");

    public void Dispose() => _outbox.Delete(recursive: true);

    [Fact]
    public async Task A_mail_goes_out_once_per_operation_id()
    {
        var mailer = ToOutbox();

        await mailer.SendAsync(_id, "anna@example.com", Content, default);
        await mailer.SendAsync(_id, "anna@example.com", Content, default);
        await mailer.SendAsync(OperationId.Of("process", "reminder-1"), "anna@example.com", Content, default);

        Assert.Equal(2, _outbox.GetFiles("*.eml").Length);
    }

    [Fact]
    public async Task Attempts_at_the_same_time_make_one_mail()
    {
        var mailer = ToOutbox();

        await Parallel.ForAsync(0, 50, async (_, cancellation) => await mailer.SendAsync(_id, "anna@example.com", Content, cancellation));

        Assert.Single(_outbox.GetFiles("*.eml"));
    }

    [Fact]
    public async Task A_mail_has_both_forms_its_addresses_and_its_files()
    {
        var client = new Service();

        await Mailer(client).SendAsync(
            _id, "anna@müller.example", Content, [new MailAttachment("Rechnung.pdf", "application/pdf", "%PDF"u8.ToArray())], default);

        var (sent, operationId) = Assert.Single(client.Sent);
        Assert.Equal(_id, operationId);
        Assert.Equal("no-reply@example.com", sent.SenderAddress);
        // Few mail servers accept a domain with other letters than ASCII.
        Assert.Equal("anna@xn--mller-kva.example", Assert.Single(sent.Recipients.To).Address);
        Assert.Equal("service@example.com", Assert.Single(sent.ReplyTo).Address);
        Assert.Equal("Grüße", sent.Content.Subject);
        Assert.Equal(PlainTextMail.Render(Content, "Example Hosting"), sent.Content.PlainText);
        Assert.Equal(HtmlMail.Render(Content, "Example Hosting"), sent.Content.Html);
        Assert.True(sent.UserEngagementTrackingDisabled);
        var file = Assert.Single(sent.Attachments);
        Assert.Equal(("Rechnung.pdf", "application/pdf", "%PDF"), (file.Name, file.ContentType, Encoding.UTF8.GetString(file.Content)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public Task What_the_service_calls_wrong_with_the_mail_is_final(int status) =>
        Assert.ThrowsAsync<MailRefused>(() => Send(new Service { OnSend = () => throw new RequestFailedException(status, "no") }));

    [Theory]
    [InlineData(0)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public Task All_other_answers_are_worth_another_attempt(int status) =>
        Assert.ThrowsAsync<MailDelayed>(() => Send(new Service { OnSend = () => throw new RequestFailedException(status, "later") }));

    [Fact]
    public async Task So_are_a_broken_network_and_a_missing_identity()
    {
        await Assert.ThrowsAsync<MailDelayed>(
            () => Send(new Service { OnSend = () => throw new AggregateException(new RequestFailedException("no route")) }));
        await Assert.ThrowsAsync<MailDelayed>(
            () => Send(new Service { OnSend = () => throw new CredentialUnavailableException("no identity") }));
    }

    [Fact]
    public async Task A_send_that_fails_after_it_was_accepted_is_final()
    {
        var service = new Service { OnWait = _ => throw new RequestFailedException(200, "for anna@example.com", "EmailDropped", null) };

        var refused = await Assert.ThrowsAsync<MailRefused>(() => Send(service));

        Assert.Contains("EmailDropped", refused.Message, StringComparison.Ordinal);
        // Failures are stored with the process, and must not contain the address.
        Assert.DoesNotContain("anna", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_question_for_the_result_that_fails_is_worth_another_attempt() =>
        Assert.ThrowsAsync<MailDelayed>(() => Send(new Service { OnWait = _ => throw new RequestFailedException(503, "later") }));

    [Fact]
    public Task A_result_that_does_not_come_is_waited_for_with_patience_only() =>
        Assert.ThrowsAsync<MailDelayed>(
            () =>
                Mailer(
                    new Service { OnWait = token => new TaskCompletionSource().Task.WaitAsync(token) },
                    TimeSpan.Zero).SendAsync(_id, "anna@example.com", Content, default));

    [Fact]
    public async Task Who_stops_waiting_gets_no_failure_of_the_mail()
    {
        using var stop = new CancellationTokenSource();
        var service = new Service
        {
            OnWait = async token =>
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Mailer(service).SendAsync(_id, "anna@example.com", Content, stop.Token));
    }

    private Task Send(Service service) => Mailer(service).SendAsync(_id, "anna@example.com", Content, default);

    private Mailer ToOutbox() => Mailer(
        new EmailClient(Outbox.ConnectionString, new EmailClientOptions { Transport = new Outbox(_outbox.FullName).Transport }));

    private static Mailer Mailer(EmailClient client, TimeSpan? patience = null) => new(
        client,
        Options.Create(new MailOptions
        {
            Sender = "no-reply@example.com",
            ReplyTo = "service@example.com",
            ProviderName = "Example Hosting",
            Patience = patience ?? TimeSpan.FromMinutes(1),
        }),
        new Counters(new NoMeters()),
        NullLogger<Mailer>.Instance);

    /// <summary>A mail service whose answers a test sets.</summary>
    private sealed class Service : EmailClient
    {
        public List<(EmailMessage Message, Guid OperationId)> Sent { get; } = [];

        public Action OnSend { get; init; } = () => { };

        public Func<CancellationToken, Task> OnWait { get; init; } = _ => Task.CompletedTask;

        public override Task<EmailSendOperation> SendAsync(
            WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
        {
            OnSend();
            Sent.Add((message, operationId));
            return Task.FromResult<EmailSendOperation>(new Operation(OnWait));
        }
    }

    private sealed class Operation(Func<CancellationToken, Task> onWait) : EmailSendOperation
    {
        public override async ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default)
        {
            await onWait(cancellationToken);
            return null!;
        }
    }
}
