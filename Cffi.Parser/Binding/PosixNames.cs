namespace Cffi.Parser.Binding;

/// <summary>
/// The type names of POSIX headers such as <c>sys/types.h</c>, known for the targets whose headers are known:
/// Linux with glibc or musl.
/// </summary>
internal static class PosixNames
{
    private static readonly Dictionary<string, CPrimitiveKind> Kinds = new()
    {
        ["uid_t"] = CPrimitiveKind.UInt, ["gid_t"] = CPrimitiveKind.UInt, ["id_t"] = CPrimitiveKind.UInt, ["pid_t"] = CPrimitiveKind.Int,
        ["mode_t"] = CPrimitiveKind.UInt, ["ino_t"] = CPrimitiveKind.ULong, ["dev_t"] = CPrimitiveKind.ULong, ["nlink_t"] = CPrimitiveKind.ULong,
        ["blksize_t"] = CPrimitiveKind.Long, ["blkcnt_t"] = CPrimitiveKind.Long, ["fsblkcnt_t"] = CPrimitiveKind.ULong, ["fsfilcnt_t"] = CPrimitiveKind.ULong,
        ["socklen_t"] = CPrimitiveKind.UInt, ["sa_family_t"] = CPrimitiveKind.UShort, ["in_port_t"] = CPrimitiveKind.UShort, ["in_addr_t"] = CPrimitiveKind.UInt,
        ["clock_t"] = CPrimitiveKind.Long, ["clockid_t"] = CPrimitiveKind.Int, ["suseconds_t"] = CPrimitiveKind.Long, ["useconds_t"] = CPrimitiveKind.UInt,
        ["key_t"] = CPrimitiveKind.Int, ["pthread_t"] = CPrimitiveKind.ULong, ["loff_t"] = CPrimitiveKind.Long,
    };

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Kinds.Keys;

    /// <summary>The type of a name; null if it is not such a name, or if the target's headers are not known.</summary>
    public static CType? Find(string name, Target target)
    {
        // musl's pthread_t is a pointer to a record of its own, and its loff_t is a macro.
        if (!target.IsLinux || (!target.IsGlibc && name is "pthread_t" or "loff_t") || !name.EndsWith("_t", StringComparison.Ordinal) || !Kinds.TryGetValue(name, out CPrimitiveKind kind))
        {
            return null;
        }

        // The names whose type differs between processors.
        return CPrimitiveType.Of((target.Calling, name) switch
        {
            (CallingStandard.Aapcs64, "nlink_t") => CPrimitiveKind.UInt,
            (CallingStandard.Aapcs64, "blksize_t") => CPrimitiveKind.Int,
            (CallingStandard.SystemVX86, "nlink_t") => CPrimitiveKind.UInt,
            (CallingStandard.SystemVX86, "dev_t") => CPrimitiveKind.ULongLong,
            (CallingStandard.SystemVX86, "loff_t") => CPrimitiveKind.LongLong,
            _ => kind,
        });
    }
}
