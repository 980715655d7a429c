/// Every sentence that a finding says, in the six official languages of the United Nations.
///
/// `{0}`, `{1}` stand for what is put in: identifiers, codes and days as the events write them. Names of events are not translated.
/// Correct a sentence here and nowhere else; a test holds that the places agree between languages.
package enum RuleSentences {
    /// In the order of the templates.
    package static let languages = ["ar", "en", "es", "fr", "ru", "zh"]
    static let english = 1

    package enum Key: String, CaseIterable, Sendable {
        // Reasons.
        case noBasis  // activity, place
        case otherMandate  // activity, country, mandate
        case unknownBasis  // activity, place, basis
        case otherRequest  // activity, country, request, country that asked
        case afterWithdrawal  // activity, request
        case afterRefusal  // activity, request
        case noDecision  // activity, day, basis
        case noReport  // activity, day, basis
        case noReportNorDecision  // activity, day, basis
        case otherType  // activity, type, decision
        case otherTheme  // activity, themes, decision
        case observerWithoutMandate  // agency, electoral event
        case typeWithoutMandate  // activity, type
        case silent  // activity, day
        case adviceUnseen  // activity, day
        case cannotBind  // request, authority
        case notConsidered  // request, authority
        case tooLate  // request, day it came, election day, months
        case unreported  // mission, day
        case runningDry  // fund, months, months wanted
        case twoRoles  // agency, electoral event, activity
        case unread  // agency, policy
        case noBulletin  // day
        case noReportToAssembly  // day
        case answersNothing  // decision, basis
        case afterEnd  // activity, event, end
        case neverReceived  // request
        case beforeReceipt  // request, event
        case twoDecisions  // number, request
        case inOrderSince  // event, sequence
        case clocksStopped
        case withdrawn  // rule set
        case due  // day, what
        // Remedies.
        case registerBasis
        case assessFirst
        case keepToDecision
        case nameMandate
        case mandateOrOtherType
        case tellNews
        case acknowledgeAdvice
        case clarifyRequester
        case laterElection
        case reportMission
        case refill
        case oneRole
        case acknowledgePolicy
        case issueBulletin
        case issueReport
        case registerRequest
        case ownActivity
        case receiveRequest
        case rightTime
        case ownRequest
        case deferOthers
    }

    package static func templates(_ key: Key) -> [String] {
        reasons(key) ?? remedies(key)
    }

    private static func reasons(_ key: Key) -> [String]? {
        switch key {
        case .noBasis:
            [
                "لا تستند {0} في {1} إلى أي طلب أو ولاية",
                "{0} in {1} rests on no request and no mandate",
                "{0} en {1} no se apoya en ninguna solicitud ni mandato",
                "{0} en {1} ne repose sur aucune demande ni aucun mandat",
                "{0} в {1} не опирается ни на просьбу, ни на мандат",
                "{1}的{0}没有请求或授权作为依据",
            ]
        case .otherMandate:
            [
                "{0} في {1}، والولاية {2} ليست لها",
                "{0} is in {1}, mandate {2} is not",
                "{0} está en {1}, el mandato {2} no",
                "{0} est en {1}, pas le mandat {2}",
                "{0} относится к {1}, мандат {2} — нет",
                "{0}在{1},授权{2}不在该国",
            ]
        case .unknownBasis:
            [
                "تستند {0} في {1} إلى {2}، وهو ليس طلبا أو ولاية مسجلة",
                "{0} in {1} rests on {2}, which is no request or mandate on record",
                "{0} en {1} se apoya en {2}, que no es una solicitud ni un mandato registrado",
                "{0} en {1} repose sur {2}, qui n’est ni une demande ni un mandat enregistré",
                "{0} в {1} опирается на {2}, но такой просьбы или мандата нет в реестре",
                "{1}的{0}以{2}为依据,但没有登记这一请求或授权",
            ]
        case .otherRequest:
            [
                "{0} في {1}، والطلب {2} ورد من {3}",
                "{0} is in {1}, request {2} came from {3}",
                "{0} está en {1}, la solicitud {2} vino de {3}",
                "{0} est en {1}, la demande {2} est venue de {3}",
                "{0} относится к {1}, просьба {2} поступила из {3}",
                "{0}在{1},请求{2}来自{3}",
            ]
        case .afterWithdrawal:
            [
                "بدأت {0} بعد سحب الطلب {1}",
                "{0} began after request {1} was withdrawn",
                "{0} empezó después de retirarse la solicitud {1}",
                "{0} a commencé après le retrait de la demande {1}",
                "{0} началось после отзыва просьбы {1}",
                "{0}在请求{1}撤回之后开始",
            ]
        case .afterRefusal:
            [
                "بدأت {0} بعد رفض الطلب {1}",
                "{0} began after request {1} was declined",
                "{0} empezó después de denegarse la solicitud {1}",
                "{0} a commencé après le refus de la demande {1}",
                "{0} началось после отклонения просьбы {1}",
                "{0}在请求{1}被拒绝之后开始",
            ]
        case .noDecision:
            [
                "التُزم بـ {0} في {1} قبل قرار المساعدة بشأن {2}",
                "{0} was committed on {1}, before the decision to assist on {2}",
                "{0} se comprometió el {1}, antes de la decisión de asistir sobre {2}",
                "{0} a été engagé le {1}, avant la décision d’assistance sur {2}",
                "Обязательство по {0} принято {1}, до решения о помощи по {2}",
                "{0}于{1}承诺,早于关于{2}的援助决定",
            ]
        case .noReport:
            [
                "التُزم بـ {0} في {1} قبل تقرير تقييم بشأن {2}",
                "{0} was committed on {1}, before an assessment’s report on {2}",
                "{0} se comprometió el {1}, antes del informe de una evaluación sobre {2}",
                "{0} a été engagé le {1}, avant le rapport d’une évaluation sur {2}",
                "Обязательство по {0} принято {1}, до доклада об оценке по {2}",
                "{0}于{1}承诺,早于关于{2}的评估报告",
            ]
        case .noReportNorDecision:
            [
                "التُزم بـ {0} في {1} قبل تقرير تقييم وقرار المساعدة بشأن {2}",
                "{0} was committed on {1}, before an assessment’s report and the decision to assist on {2}",
                "{0} se comprometió el {1}, antes del informe de una evaluación y de la decisión de asistir sobre {2}",
                "{0} a été engagé le {1}, avant le rapport d’une évaluation et la décision d’assistance sur {2}",
                "Обязательство по {0} принято {1}, до доклада об оценке и решения о помощи по {2}",
                "{0}于{1}承诺,早于关于{2}的评估报告和援助决定",
            ]
        case .otherType:
            [
                "تقدم {0} النوع {1} الذي لا يذكره القرار {2}",
                "{0} gives type {1}, which decision {2} does not name",
                "{0} da el tipo {1}, que la decisión {2} no menciona",
                "{0} apporte le type {1}, que la décision {2} ne prévoit pas",
                "{0} предоставляет вид {1}, не названный в решении {2}",
                "{0}提供类型{1},决定{2}未列出",
            ]
        case .otherTheme:
            [
                "تقدم {0} الموضوع {1} الذي لا يذكره القرار {2}",
                "{0} gives theme {1}, which decision {2} does not name",
                "{0} da el tema {1}, que la decisión {2} no menciona",
                "{0} porte sur le thème {1}, que la décision {2} ne prévoit pas",
                "{0} охватывает тему {1}, не названную в решении {2}",
                "{0}涉及主题{1},决定{2}未列出",
            ]
        case .observerWithoutMandate:
            [
                "تراقب {0} {1} باسم الأمم المتحدة دون ولاية",
                "{0} observes {1} for the United Nations without a mandate",
                "{0} observa {1} en nombre de las Naciones Unidas sin mandato",
                "{0} observe {1} pour l’ONU sans mandat",
                "{0} наблюдает за {1} от имени Организации Объединенных Наций без мандата",
                "{0}代表联合国观察{1},但没有授权",
            ]
        case .typeWithoutMandate:
            [
                "{0} من النوع {1} الذي يحتاج إلى ولاية من مجلس الأمن أو الجمعية العامة",
                "{0} is of type {1}, which needs a mandate of the Security Council or the General Assembly",
                "{0} es del tipo {1}, que requiere un mandato del Consejo de Seguridad o de la Asamblea General",
                "{0} est du type {1}, qui exige un mandat du Conseil de sécurité ou de l’Assemblée générale",
                "{0} относится к виду {1}, для которого нужен мандат Совета Безопасности или Генеральной Ассамблеи",
                "{0}属于类型{1},需要安全理事会或大会授权",
            ]
        case .silent:
            [
                "{0} جارية، وآخر خبر عنها في {1}",
                "{0} is under way and was last heard of on {1}",
                "{0} está en curso y la última noticia es del {1}",
                "{0} est en cours et la dernière nouvelle date du {1}",
                "{0} продолжается, последнее известие — {1}",
                "{0}正在进行,最近一次消息是{1}",
            ]
        case .adviceUnseen:
            [
                "لم تقر الشعبة باستلام المشورة {0} المؤرخة {1}",
                "the Division has not acknowledged advice {0} of {1}",
                "la División no ha acusado recibo del asesoramiento {0} del {1}",
                "la Division n’a pas accusé réception du conseil {0} du {1}",
                "Отдел не подтвердил получение консультации {0} от {1}",
                "选举援助司尚未确认{1}的咨询意见{0}",
            ]
        case .cannotBind:
            [
                "الطلب {0} وارد من جهة ({1}) لا تلزم الدولة",
                "request {0} comes from a requester ({1}) that cannot bind the State",
                "la solicitud {0} viene de un solicitante ({1}) que no puede obligar al Estado",
                "la demande {0} vient d’un demandeur ({1}) qui ne peut engager l’État",
                "просьба {0} исходит от органа ({1}), который не вправе связывать государство",
                "请求{0}的提出者({1})不能代表国家作出承诺",
            ]
        case .notConsidered:
            [
                "الطلب {0} وارد من جهة ({1}) لا تلزم الدولة؛ ولا يُنظر في مثل هذه الطلبات",
                "request {0} comes from a requester ({1}) that cannot bind the State; such requests are not considered",
                "la solicitud {0} viene de un solicitante ({1}) que no puede obligar al Estado; esas solicitudes no se consideran",
                "la demande {0} vient d’un demandeur ({1}) qui ne peut engager l’État ; de telles demandes ne sont pas examinées",
                "просьба {0} исходит от органа ({1}), который не вправе связывать государство; такие просьбы не рассматриваются",
                "请求{0}的提出者({1})不能代表国家作出承诺;此类请求不予考虑",
            ]
        case .tooLate:
            [
                "ورد الطلب {0} في {1}، ويوم الاقتراع {2}؛ والمطلوب {3} أشهر",
                "request {0} came on {1}, election day is {2}; {3} months are needed",
                "la solicitud {0} llegó el {1}, el día de la votación es el {2}; se necesitan {3} meses",
                "la demande {0} est arrivée le {1}, le scrutin est le {2} ; il faut {3} mois",
                "просьба {0} поступила {1}, день голосования — {2}; нужно месяцев: {3}",
                "请求{0}于{1}收到,投票日为{2};需要{3}个月",
            ]
        case .unreported:
            [
                "أُغلقت البعثة {0} في {1} ولم تقدم تقريرا",
                "mission {0} was closed on {1} and has not reported",
                "la misión {0} se cerró el {1} y no ha informado",
                "la mission {0} a été close le {1} et n’a pas fait rapport",
                "миссия {0} завершена {1} и не представила доклад",
                "特派团{0}于{1}结束,尚未提交报告",
            ]
        case .runningDry:
            [
                "يغطي {0} {1} من أشهر إنفاقه المعتاد، والمطلوب {2}",
                "{0} covers {1} months of its usual spending, {2} are wanted",
                "{0} cubre {1} meses de su gasto habitual, se quieren {2}",
                "{0} couvre {1} mois de dépenses habituelles, il en faut {2}",
                "{0}: средств хватает на месяцев обычных расходов: {1}, нужно {2}",
                "{0}可维持{1}个月的通常支出,应为{2}个月",
            ]
        case .twoRoles:
            [
                "تراقب {0} {1} الذي تساعد فيه بواسطة {2}",
                "{0} observes {1}, which it assists by {2}",
                "{0} observa {1}, al que asiste con {2}",
                "{0} observe {1}, qu’elle assiste par {2}",
                "{0} наблюдает за {1}, оказывая при этом помощь ({2})",
                "{0}观察{1},同时以{2}提供援助",
            ]
        case .unread:
            [
                "لم تقر {0} باستلام {1}",
                "{0} has not acknowledged {1}",
                "{0} no ha acusado recibo de {1}",
                "{0} n’a pas accusé réception de {1}",
                "{0} не подтвердило ознакомление с {1}",
                "{0}尚未确认{1}",
            ]
        case .noBulletin:
            [
                "صدرت النشرة الأخيرة في {0}، وفات موعد التالية",
                "the last bulletin was issued on {0}; the next is overdue",
                "el último boletín se publicó el {0}; el siguiente está atrasado",
                "le dernier bulletin date du {0} ; le suivant est en retard",
                "последний бюллетень выпущен {0}; следующий просрочен",
                "上一期公报于{0}发布;下一期已逾期",
            ]
        case .noReportToAssembly:
            [
                "صدر التقرير الأخير إلى الجمعية العامة في {0}، وفات موعد التالي",
                "the last report to the General Assembly was issued on {0}; the next is overdue",
                "el último informe a la Asamblea General se publicó el {0}; el siguiente está atrasado",
                "le dernier rapport à l’Assemblée générale date du {0} ; le suivant est en retard",
                "последний доклад Генеральной Ассамблее выпущен {0}; следующий просрочен",
                "上一份提交大会的报告于{0}发布;下一份已逾期",
            ]
        case .answersNothing:
            [
                "يرد القرار {0} على {1}، وهو ليس طلبا أو ولاية مسجلة",
                "decision {0} answers {1}, which is no request or mandate on record",
                "la decisión {0} responde a {1}, que no es una solicitud ni un mandato registrado",
                "la décision {0} répond à {1}, qui n’est ni une demande ni un mandat enregistré",
                "решение {0} отвечает на {1}, но такой просьбы или мандата нет в реестре",
                "决定{0}答复{1},但没有登记这一请求或授权",
            ]
        case .afterEnd:
            [
                "{0}: ورد {1} بعد {2}",
                "{0}: {1} came after {2}",
                "{0}: {1} llegó después de {2}",
                "{0} : {1} est venu après {2}",
                "{0}: {1} последовало за {2}",
                "{0}:{1}在{2}之后",
            ]
        case .neverReceived:
            [
                "يُذكر الطلب {0} ولم يُسجل استلامه قط",
                "request {0} is spoken of, and was never received",
                "se habla de la solicitud {0}, que nunca se recibió",
                "il est question de la demande {0}, qui n’a jamais été reçue",
                "просьба {0} упоминается, но её получение не зарегистрировано",
                "提到了请求{0},但从未登记收到",
            ]
        case .beforeReceipt:
            [
                "الطلب {0}: ورد {1} قبل استلامه",
                "request {0}: {1} came before it was received",
                "solicitud {0}: {1} llegó antes de su recepción",
                "demande {0} : {1} est venu avant sa réception",
                "просьба {0}: {1} раньше её получения",
                "请求{0}:{1}早于收到时间",
            ]
        case .twoDecisions:
            [
                "يرد على الطلب {1} عدد {0} من القرارات بالمساعدة أو بعدمها",
                "{0} decisions to assist or not answer request {1}",
                "{0} decisiones de asistir o no responden a la solicitud {1}",
                "{0} décisions d’assister ou non répondent à la demande {1}",
                "на просьбу {1} есть решений о помощи или отказе: {0}",
                "请求{1}有{0}项关于是否援助的决定",
            ]
        case .inOrderSince:
            [
                "سليم منذ {0} عند الرقم {1}",
                "in order since {0} at sequence {1}",
                "en orden desde {0} en la secuencia {1}",
                "en ordre depuis {0} à la séquence {1}",
                "в порядке начиная с {0}, номер {1}",
                "自序号{1}的{0}起已符合",
            ]
        case .clocksStopped:
            [
                "سليم منذ توقف مُهل البلد",
                "in order since the clocks of the country changed",
                "en orden desde que cambiaron los plazos del país",
                "en ordre depuis que les délais du pays ont changé",
                "в порядке после изменения сроков страны",
                "自该国期限变更起已符合",
            ]
        case .withdrawn:
            [
                "لا تجده مجموعة القواعد {0}",
                "rule set {0} does not find it",
                "el conjunto de reglas {0} no lo encuentra",
                "le jeu de règles {0} ne le trouve pas",
                "набор правил {0} этого не находит",
                "规则集{0}未发现此问题",
            ]
        case .due:
            [
                "الموعد {0}: {1}",
                "due by {0}: {1}",
                "plazo {0}: {1}",
                "échéance {0} : {1}",
                "срок {0}: {1}",
                "期限{0}:{1}",
            ]
        default: nil
        }
    }
}
