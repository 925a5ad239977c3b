using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Accounts.Tests.Platform.Http;

public sealed class ETagsTests
{
    [Theory]
    [InlineData("\"3\"")]
    [InlineData("*")]
    [InlineData("\"1\", \"3\"")]
    [InlineData("\"a,b\",\"3\"")]
    [InlineData("W/\"3\", \"3\"")]
    public void The_present_version_may_be_written(string ifMatch) => Assert.Null(Check(ifMatch));

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("W/\"3\"")] // If-Match compares strongly, RFC 9110 13.1.1
    [InlineData("\"03\"")]
    [InlineData("\"\"")]
    [InlineData("\"1\", \"2\"")]
    public void Another_version_may_not(string ifMatch)
    {
        var failure = Assert.IsType<ChangedMeanwhile>(Check(ifMatch));
        Assert.Equal(412, failure.Status);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("'3'")]
    [InlineData("\"3")]
    [InlineData("\"3\" \"4\"")]
    [InlineData("**")]
    [InlineData(" ")]
    [InlineData("")]
    public void What_is_no_entity_tag_is_told_so(string ifMatch)
    {
        var failure = Assert.IsType<HeaderInvalid>(Check(ifMatch));
        Assert.Equal(("If-Match", 400), (failure.Header, failure.Status));
    }

    [Fact]
    public void Several_headers_are_one_list() => Assert.Null(Check(new StringValues(["\"1\"", "\"3\""])));

    [Fact]
    public void Without_the_header_nothing_is_written() => Assert.Equal(428, Assert.IsType<PreconditionRequired>(Check(StringValues.Empty)).Status);

    private static Failure? Check(StringValues ifMatch)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = ifMatch;
        return ETags.Check(request, version: 3);
    }
}
