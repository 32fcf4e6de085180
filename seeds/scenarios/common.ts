import type { CastLicence, CastOrganisation, CastPerson, CastUnit } from './scenario.ts'

const POLICE = '示例市公安局示例区分局'

/** The identity card of somebody of a scenario. */
export function identityCard(person: CastPerson, issuedOn: string, to: string | null): CastLicence {
  const { example, name, sex, born, home } = person
  return {
    example: `${example}-card`, type: 'identity-card', number: null, holders: [example], issuedOn, to,
    face: {
      name, sex: sex === '1' ? '男' : '女', nation: '汉', birthDate: born, address: home.fullText, issuer: POLICE, validFrom: issuedOn,
      ...(to === null ? {} : { validTo: to }),
    },
  }
}

/** The certificate of a unit that these hold. */
export function unitCertificate(unit: CastUnit, holderNames: string, issuedOn: string): CastLicence {
  return {
    example: `${unit.example}-certificate`, type: 'real-estate-certificate', number: unit.certificateNo,
    holders: unit.holders.map(([who]) => who),
    issuedOn, to: null,
    face: {
      unitCode: unit.unitCode, location: unit.address.fullText, rightHolders: holderNames, area: unit.area,
      coOwnership: unit.holders.length > 1 ? '共同共有' : '单独所有', certificateNo: unit.certificateNo, registeredOn: issuedOn, use: unit.buildingUse === '30' ? '商业服务' : '住宅',
    },
  }
}

/** The business licence of an organisation as its face prints it. */
export function businessLicence(organisation: CastOrganisation, legalRepName: string, number: string): CastLicence {
  const { example, creditCode, name, entityType, address, capital, establishedOn, scope } = organisation
  return {
    example: `${example}-licence`, type: 'business-licence', number, holders: [example], issuedOn: establishedOn, to: null,
    face: { creditCode, name, legalRepName, entityType: entityType[1], domicile: address.fullText, capital: `${capital}万元`, establishedOn, scope },
  }
}

/** A unit of the district's register, GB/T 37346. `sequence` numbers the parcel. */
export const unitCode = (sequence: number, fixture = 'F00010001') => `990101001001GB${String(sequence).padStart(5, '0')}${fixture}`
