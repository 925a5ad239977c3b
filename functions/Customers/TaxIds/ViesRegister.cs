using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.TaxIds;

/// <summary>
/// VIES, the European Commission's gateway to the registers of the member states, by its REST interface:
/// <c>POST {BaseUrl}/check-vat-number {"countryCode", "vatNumber", "requesterMemberStateCode", "requesterNumber"}</c>.
/// It answers <c>valid</c> with <c>requestIdentifier</c> (the consultation number, for known requesters only),
/// <c>requestDate</c>, <c>name</c> and <c>address</c>, where "---" means that the member state does not say it.
/// On failure it answers <c>errorWrappers</c> or <c>userError</c> with a code, also with status 200.
/// Source: https://ec.europa.eu/assets/taxud/vow-information/swagger_publicVAT.yaml.
/// </summary>
public sealed class ViesRegister(HttpClient http, IOptions<TaxRegisterOptions> options, TimeProvider time) : ITaxRegister
{
    /// <summary>VIES asks the member state in turn, which may take long. No user is waiting.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Codes that a retry does not change. Codes that are not known here are retried.</summary>
    private static readonly HashSet<string> Lasting =
        new(StringComparer.Ordinal) { "INVALID_INPUT", "INVALID_REQUESTER_INFO", "VAT_BLOCKED", "IP_BLOCKED" };

    // Longer than any company's name and address in a register.
    private const int MaxTextLength = 500;

    /// <inheritdoc />
    public bool Covers(Country country) => country is Country.DE or Country.AT;

    /// <inheritdoc />
    public async Task<RegisterAnswer> AskAsync(VatId vatId, CancellationToken cancellationToken)
    {
        var (id, requester) = (vatId.Number, options.Value.Requester.Number);
        var question = new
        {
            countryCode = id[..2],
            vatNumber = id[2..],
            requesterMemberStateCode = requester[..2],
            requesterNumber = requester[2..],
        };
        try
        {
            using var response = await http.PostAsJsonAsync(options.Value.Vies.Of("check-vat-number"), question, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = Read(body);
            if (answer?.Error is { } error)
                return new Unavailable(error, !Lasting.Contains(error));
            if (!response.IsSuccessStatusCode)
                return Unavailable.Http((int)response.StatusCode);
            return answer?.Valid switch
            {
                true =>
                    new Registered(
                        answer.AnsweredAt ?? time.GetUtcNow(), Given(answer.RequestIdentifier), Given(answer.Name), Given(answer.Address)),
                false => new NotRegistered(),
                null => Unavailable.Unreadable,
            };
        }
        catch (HttpRequestException)
        {
            return Unavailable.Unreachable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable.TimedOut;
        }
    }

    private static Answer? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Given(string? text) => Text.OfOthers(text, MaxTextLength) is { } given && given != "---" ? given : null;

    private sealed record Answer(
        bool? Valid,
        string? RequestDate,
        string? RequestIdentifier,
        string? Name,
        string? Address,
        string? UserError,
        IReadOnlyList<ErrorWrapper>? ErrorWrappers)
    {
        public string? Error => ErrorWrappers is [{ Error: { Length: > 0 } code }, ..]
            ? code
            : UserError is null or "" or "VALID" or "INVALID" ? null : UserError;

        // An unreadable date must not discard the result.
        public DateTimeOffset? AnsweredAt =>
            DateTimeOffset.TryParse(RequestDate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at.ToUniversalTime()
                : null;
    }

    private sealed record ErrorWrapper(string? Error);
}
