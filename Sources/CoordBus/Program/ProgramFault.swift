internal import Platform

/// An error that knows with which code a program ends because of it: decided once, where the error is declared.
package protocol ProgramFault: Error {
    var exitCode: ExitCode { get }
}

extension UsageError: ProgramFault {
    package var exitCode: ExitCode { .usage }
}

extension ConfigurationError: ProgramFault {
    package var exitCode: ExitCode { .config }
}

extension ClientError: ProgramFault {
    package var exitCode: ExitCode {
        switch self {
        case .refused: .noPermission
        case .malformed, .gap: .software
        case .socket, .noAnswer: .unavailable
        }
    }
}

extension OutboxError: ProgramFault {
    package var exitCode: ExitCode { .cannotCreate }
}

extension DaemonError: ProgramFault {
    package var exitCode: ExitCode { code }
}

extension LogError: ProgramFault {
    package var exitCode: ExitCode {
        switch self {
        case .inUse: .unavailable
        case .damaged, .unknownFormat: .dataError
        case .full, .closed: .cannotCreate
        case .file(let error): error.isNotFound ? .noInput : .cannotCreate
        case .syncFailed: .ioError
        }
    }
}
