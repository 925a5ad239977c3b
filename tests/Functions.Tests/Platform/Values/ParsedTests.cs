using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class ParsedTests
{
    [Fact]
    public void It_is_a_value_or_a_fault()
    {
        Parsed<string> taken = "value";
        Parsed<string> refused = new Fault("Wrong.", "Right.");

        Assert.True(taken.Succeeded(out var value, out var none));
        Assert.Equal(("value", null), (value, none));
        Assert.False(refused.Succeeded(out value, out var fault));
        Assert.Equal((null, new Fault("Wrong.", "Right.")), (value, fault));
    }
}
