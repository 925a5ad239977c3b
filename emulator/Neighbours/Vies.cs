using System.Globalization;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// Simulates the REST interface of VIES (swagger_publicVAT.yaml of the European Commission) under
/// <c>/dev/neighbours/vies</c>: <c>POST check-vat-number</c>.
/// </summary>
internal sealed class Vies(NeighbourSettings neighbours, TimeProvider time) : IEndpoints
{
    private const string NotGiven = "---";

    private int _consultations;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/neighbours/vies/check-vat-number", (HttpRequest request) =>
            DevResults.ReadAsync<Query>(request, query => Task.FromResult(Answer(request.HttpContext, query))));

    private IResult Answer(HttpContext http, Query query)
    {
        switch (neighbours.BehaviourOf(TaxRegister.Setting, query.CountryCode + query.VatNumber))
        {
            case TaxRegister.Valid:
                return Verdict(query, valid: true);
            case TaxRegister.Invalid:
                return Verdict(query, valid: false);
            // Such failures have status 200 too; only the body shows them.
            case TaxRegister.Unavailable:
                return Failed("MS_UNAVAILABLE");
            case TaxRegister.Overloaded:
                return Failed("GLOBAL_MAX_CONCURRENT_REQ");
            case TaxRegister.Refusing:
                return Failed("INVALID_REQUESTER_INFO");
            default:
                http.Abort();
                return Results.Empty;
        }
    }

    private IResult Verdict(Query query, bool valid)
    {
        var asker = query.RequesterMemberStateCode is not null && query.RequesterNumber is not null;
        // Germany confirms ids without the name of their owner.
        var named = valid && query.CountryCode != "DE";
        return DevResults.Json(new
        {
            countryCode = query.CountryCode,
            vatNumber = query.VatNumber,
            requestDate = time.GetUtcNow().UtcDateTime,
            valid,
            requestIdentifier = valid && asker
                ? string.Create(CultureInfo.InvariantCulture, $"WAPIAAAA{Interlocked.Increment(ref _consultations):D8}")
                : "",
            name = named ? "Muster GmbH" : NotGiven,
            address = named ? "Musterstraße 1\n1010 Wien" : NotGiven,
            traderName = NotGiven,
            traderStreet = NotGiven,
            traderPostalCode = NotGiven,
            traderCity = NotGiven,
            traderCompanyType = NotGiven,
        });
    }

    private static IResult Failed(string error) => DevResults.Json(new { actionSucceed = false, errorWrappers = new[] { new { error } } });

    private sealed record Query(string CountryCode, string VatNumber, string? RequesterMemberStateCode, string? RequesterNumber);
}
