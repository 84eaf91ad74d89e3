using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>The documentation comments of the code, as text with <c>`code`</c> in back quotes.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Files = [];

    public static string Of(Type type) => Summary(type.Assembly, $"T:{Name(type)}");

    public static string Of(MemberInfo member) => Summary(member.DeclaringType!.Assembly, $"{(member is PropertyInfo ? 'P' : 'F')}:{Name(member.DeclaringType)}.{member.Name}");

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Summary(Assembly assembly, string id)
    {
        if (!Files.TryGetValue(assembly, out var members))
        {
            Files[assembly] = members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
                .ToDictionary(member => member.Attribute("name")!.Value);
        }

        var summary = members.TryGetValue(id, out var found) ? found.Element("summary") : null;
        Assert.True(summary is not null, $"{id} has no documentation comment.");
        return WhiteSpace().Replace(string.Concat(summary!.Nodes().Select(Text)), " ").Trim();
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } reference => $"`{reference.FirstAttribute!.Value.Split('.', ':')[^1]}`",
        XElement other => other.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
